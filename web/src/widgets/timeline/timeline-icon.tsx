import {
  AuditOutlined,
  CalendarOutlined,
  CheckCircleOutlined,
  ClockCircleOutlined,
  EditOutlined,
  EnvironmentOutlined,
  FileAddOutlined,
  InboxOutlined,
  LockOutlined,
  MessageOutlined,
  NodeIndexOutlined,
  PartitionOutlined,
  StarOutlined,
  StopOutlined,
  TeamOutlined,
  UserAddOutlined,
  UserDeleteOutlined,
  UserOutlined,
  UserSwitchOutlined,
} from '@ant-design/icons';
import type { ComponentType } from 'react';
import css from './timeline.module.css';

const icons: Record<string, ComponentType> = {
  'customer.created': FileAddOutlined,
  'customer.imported': FileAddOutlined,
  'customer.confirmed': AuditOutlined,
  'customer.noted': MessageOutlined,
  'customer.teamChanged': TeamOutlined,
  'customer.teamTurned': TeamOutlined,
  'team.asked': TeamOutlined,
  'team.answered': TeamOutlined,
  'customer.returned': InboxOutlined,
  'customer.claimed': InboxOutlined,
  'customer.poolAssigned': InboxOutlined,
  'customer.poolWarned': ClockCircleOutlined,
  'customer.locked': LockOutlined,
  'customer.unlocked': LockOutlined,
  'contact.created': UserAddOutlined,
  'contact.updated': UserOutlined,
  'contact.left': UserDeleteOutlined,
  'contact.moved': UserAddOutlined,
  'contact.succeeded': UserSwitchOutlined,
  'contact.joined': UserOutlined,
  'contact.separated': UserOutlined,
  'contact.remarked': UserOutlined,
  'relationship.set': NodeIndexOutlined,
  'visit.checkedIn': EnvironmentOutlined,
  'visit.recorded': EnvironmentOutlined,
  'planItem.planned': CalendarOutlined,
  'planItem.assigned': CalendarOutlined,
  'planItem.submitted': CheckCircleOutlined,
  'planItem.evaluated': StarOutlined,
  'planItem.corrected': StarOutlined,
  'planItem.replied': MessageOutlined,
  'planItem.cancelled': StopOutlined,
  'workflow.started': PartitionOutlined,
  'workflow.approve': CheckCircleOutlined,
  'workflow.ended': PartitionOutlined,
  'workflow.commented': MessageOutlined,
};

export function TimelineIcon({ type }: { type: string }) {
  const Icon = icons[type] ?? EditOutlined;
  return (
    <span className={css.icon} aria-hidden>
      <Icon />
    </span>
  );
}
