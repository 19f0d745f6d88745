import type { MouseEvent } from 'react';
import type { TaskLine } from '../../../../../contract/workflows.ts';
import { useT } from '../../../lib/texts.ts';
import type { Selection } from '../../../widgets/row-table/use-selection.ts';
import css from './boxes.module.css';

type TaskCheckProps = { task: TaskLine; order: readonly string[]; selection: Selection };

/** Chooses a task to be approved with others; not where something has to be filled in. */
export function TaskCheck({ task, order, selection }: TaskCheckProps) {
  const t = useT();
  return (
    <input
      type="checkbox"
      className={css.check}
      data-select=""
      aria-label={t('workflows.select.row', { title: task.instance.title })}
      title={task.batch ? undefined : t('workflows.select.none')}
      disabled={!task.batch}
      checked={selection.isOn(task.id)}
      onChange={() => undefined}
      onClick={(event: MouseEvent) => selection.toggle(task.id, order, event.shiftKey)}
    />
  );
}
