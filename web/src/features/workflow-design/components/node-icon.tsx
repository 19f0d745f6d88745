import {
  ApartmentOutlined,
  AuditOutlined,
  BranchesOutlined,
  ClockCircleOutlined,
  FormOutlined,
  PartitionOutlined,
  RollbackOutlined,
  SendOutlined,
  ShareAltOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import type { NodeType } from '../fresh.ts';

const icons: Record<NodeType, ReactNode> = {
  approval: <AuditOutlined aria-hidden />,
  handling: <FormOutlined aria-hidden />,
  copy: <SendOutlined aria-hidden />,
  condition: <BranchesOutlined aria-hidden />,
  parallel: <PartitionOutlined aria-hidden />,
  inclusive: <ShareAltOutlined aria-hidden />,
  wait: <ClockCircleOutlined aria-hidden />,
  child: <ApartmentOutlined aria-hidden />,
  back: <RollbackOutlined aria-hidden />,
};

export const nodeIcon = (type: NodeType): ReactNode => icons[type];
