import {
  CheckCircleOutlined,
  ClockCircleOutlined,
  CloseCircleOutlined,
  RollbackOutlined,
  StopOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import type { InstanceStatus } from '../../../../contract/workflows.ts';
import { useT } from '../../lib/texts.ts';
import type { Tone } from '../../ui/state-tag.tsx';
import { StateTag } from '../../ui/state-tag.tsx';

const looks: Record<InstanceStatus, { tone: Tone; icon: ReactNode }> = {
  running: { tone: 'info', icon: <ClockCircleOutlined aria-hidden /> },
  approved: { tone: 'ok', icon: <CheckCircleOutlined aria-hidden /> },
  rejected: { tone: 'bad', icon: <CloseCircleOutlined aria-hidden /> },
  withdrawn: { tone: 'done', icon: <RollbackOutlined aria-hidden /> },
  terminated: { tone: 'done', icon: <StopOutlined aria-hidden /> },
};

/** How an instance stands. */
export function StatusTag({ status }: { status: InstanceStatus }) {
  const t = useT();
  return (
    <StateTag tone={looks[status].tone} icon={looks[status].icon}>
      {t(`workflows.statuses.${status}`)}
    </StateTag>
  );
}
