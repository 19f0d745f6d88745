import { MoreOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { WorkflowAction } from '../../../../../contract/workflows.ts';
import { useMe } from '../../../lib/me.ts';
import { useT } from '../../../lib/texts.ts';
import { DropMenu } from '../../../ui/drop-menu.tsx';
import { useNodeName } from '../../../widgets/workflows/words.ts';
import type { Asked, OwnTask } from '../actions.ts';
import css from './instance.module.css';

type TaskBarProps = {
  task: OwnTask;
  approval: 'approve' | 'handle' | 'resubmit';
  onAsk: (asked: Asked) => void;
};

const further = ['transfer', 'delegate', 'addSign', 'removeSign', 'copy'] as const;

function useTaskWords(): (task: OwnTask) => string {
  const t = useT();
  const me = useMe();
  const nodeName = useNodeName();
  return (task) => {
    if (task.kind === 'delegate' || task.kind === 'before')
      return t('workflows.mine.yours', { node: nodeName(task.node) });
    if (task.holder.id !== me.id)
      return t('workflows.mine.yoursFor', { name: task.holder.name, node: nodeName(task.node) });
    return t('workflows.mine.yours', { node: nodeName(task.node) });
  };
}

/** One of the person's own tasks and what may be done with it: the decision in sight, the rest behind a button. */
export function TaskBar({ task, approval, onAsk }: TaskBarProps) {
  const t = useT();
  const words = useTaskWords();
  const may = (action: WorkflowAction) => task.actions.includes(action);
  const more = further.filter(may);
  return (
    <div className={css.bar}>
      <strong className={css.barWords}>{approval === 'resubmit' ? t('workflows.mine.returned') : words(task)}</strong>
      <Button type="primary" onClick={() => onAsk({ type: 'approve', task })}>
        {t(`workflows.actions.${approval}`)}
      </Button>
      {may('reject') ? (
        <Button danger onClick={() => onAsk({ type: 'reject', task })}>
          {t('workflows.actions.reject')}
        </Button>
      ) : null}
      {may('sendBack') ? (
        <Button onClick={() => onAsk({ type: 'sendBack', task })}>{t('workflows.actions.sendBack')}</Button>
      ) : null}
      {more.length > 0 ? (
        <DropMenu
          menu={{
            items: more.map((type) => ({
              key: type,
              label: t(`workflows.actions.${type}`),
              onClick: () => onAsk({ type, task }),
            })),
          }}
        >
          <Button
            icon={<MoreOutlined aria-hidden />}
            aria-haspopup="menu"
            aria-label={t('workflows.ask.moreFor', { node: task.node })}
          />
        </DropMenu>
      ) : null}
    </div>
  );
}
