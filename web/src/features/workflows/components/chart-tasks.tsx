import type { ChartNode } from '../../../../../contract/workflows.ts';
import { useFormat } from '../../../lib/format.ts';
import { useT } from '../../../lib/texts.ts';
import { PersonName } from '../../../ui/person-name.tsx';
import css from './chart.module.css';

type Task = ChartNode['tasks'][number];

/** How somebody's part at a node stands, in words. */
function useTaskState(): (task: Task) => string {
  const t = useT();
  const format = useFormat();
  return ({ state, decision, ruled, closedAs, openedAt }) => {
    if (state === 'held' || state === 'queued') return t(`workflows.chart.${state}`);
    if (state === 'open') return openedAt ? t('workflows.chart.waits', { time: format.relative(openedAt) }) : '';
    if (ruled) return t(`workflows.chart.ruled.${ruled}`);
    if (decision) return t(decision === 'approve' ? 'workflows.chart.approved' : 'workflows.chart.rejected');
    if (closedAs) return t(`workflows.chart.${closedAs}`);
    return state === 'cancelled' ? t('workflows.chart.cancelled') : '';
  };
}

/** Who has or had a node, each with how it stands and when. */
export function ChartTasks({ tasks }: { tasks: readonly Task[] }) {
  const t = useT();
  const format = useFormat();
  const stateOf = useTaskState();
  if (tasks.length === 0) return null;
  return (
    <ul className={css.tasks}>
      {tasks.map((task) => {
        const { id, person, kind, deputy, decidedBy, closedAt, state } = task;
        const other = decidedBy && decidedBy.id !== person.id ? decidedBy : state === 'open' ? deputy : null;
        return (
          <li key={id} className={state === 'cancelled' ? `${css.people} ${css.gone}` : css.people}>
            <PersonName person={person} />
            {kind === 'normal' ? null : <span className={css.tag}>{t(`workflows.kinds.${kind}`)}</span>}
            <span className={css.quiet}>{stateOf(task)}</span>
            {other ? <span className={css.quiet}>{t('workflows.chart.by', { name: other.name })}</span> : null}
            {closedAt && state === 'done' ? (
              <time className={css.quiet} dateTime={closedAt}>
                {format.dateTime(closedAt)}
              </time>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}
