import { ClockCircleOutlined, WarningOutlined } from '@ant-design/icons';
import type { TaskLine } from '../../../../contract/workflows.ts';
import { useFormat } from '../../lib/format.ts';
import { useMe } from '../../lib/me.ts';
import { useT } from '../../lib/texts.ts';
import { StateTag } from '../../ui/state-tag.tsx';

/** By when it has to be decided. */
export function Due({ at }: { at: string }) {
  const t = useT();
  const format = useFormat();
  const late = new Date(at).getTime() < Date.now();
  return (
    <span title={format.dateTime(at)}>
      <StateTag
        tone={late ? 'bad' : 'warn'}
        icon={late ? <WarningOutlined aria-hidden /> : <ClockCircleOutlined aria-hidden />}
      >
        {late ? t('workflows.overdue') : t('workflows.dueAt', { time: format.relative(at) })}
      </StateTag>
    </span>
  );
}

/** Why the reader has it, where that is not the ordinary: for somebody else, or added by somebody. */
export function TaskTags({ task }: { task: Pick<TaskLine, 'kind' | 'holder'> }) {
  const t = useT();
  const me = useMe();
  return (
    <>
      {task.kind === 'normal' || task.kind === 'copy' ? null : (
        <StateTag tone="info">{t(`workflows.kinds.${task.kind}`)}</StateTag>
      )}
      {task.holder.id === me.id ? null : (
        <StateTag tone="done">{t('workflows.actingFor', { name: task.holder.name })}</StateTag>
      )}
    </>
  );
}
