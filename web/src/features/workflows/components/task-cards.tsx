import { Link } from '@tanstack/react-router';
import { useRef } from 'react';
import type { TaskLine } from '../../../../../contract/workflows.ts';
import { places } from '../../../lib/places.ts';
import { useT } from '../../../lib/texts.ts';
import { PersonName } from '../../../ui/person-name.tsx';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { StateTag } from '../../../ui/state-tag.tsx';
import { useRowKeys } from '../../../widgets/row-table/use-row-keys.ts';
import { StatusTag } from '../../../widgets/workflows/status-tag.tsx';
import { Due, TaskTags } from '../../../widgets/workflows/task-tags.tsx';
import { useNodeName } from '../../../widgets/workflows/words.ts';
import type { TaskBox } from '../boxes.ts';
import css from './boxes.module.css';
import { TaskCheck } from './task-check.tsx';
import type { TaskRowsProps } from './task-table.tsx';
import { DecisionTag } from './task-words.tsx';

/** Tasks as cards, on a phone. */
export function TaskCards({ box, tasks, selection }: TaskRowsProps) {
  const t = useT();
  const holder = useRef<HTMLUListElement>(null);
  useRowKeys(holder);
  const order = tasks.filter((task) => task.batch).map((task) => task.id);
  return (
    <ul ref={holder} className={css.cards} aria-label={t(`workflows.boxes.${box}`)}>
      {tasks.map((task) => (
        <li key={task.id} className={selection ? css.selectable : undefined}>
          {selection ? <TaskCheck task={task} order={order} selection={selection} /> : null}
          <TaskCard box={box} task={task} />
        </li>
      ))}
    </ul>
  );
}

function TaskCard({ box, task }: { box: TaskBox; task: TaskLine }) {
  const t = useT();
  const nodeName = useNodeName();
  const { instance, closedAt, openedAt } = task;
  const at = box === 'todo' ? openedAt : (closedAt ?? openedAt);
  return (
    <Link {...places.workflow(instance.id)} className={css.card} data-row="">
      <span className={css.head}>
        <span className={css.title}>{instance.title}</span>
        {box === 'copied' && task.readAt === null ? <StateTag tone="info">{t('workflows.unread')}</StateTag> : null}
        {box === 'done' ? <DecisionTag decision={task.decision} /> : null}
      </span>
      <span className={css.line}>
        <PersonName person={instance.starter} />
        <span>{instance.workflow.name}</span>
        <span>{nodeName(task.node)}</span>
      </span>
      <span className={css.line}>
        {at ? <RelativeTime at={at} /> : null}
        <TaskTags task={task} />
        {box === 'todo' && task.dueAt ? <Due at={task.dueAt} /> : null}
        {box === 'todo' ? null : <StatusTag status={instance.status} />}
      </span>
    </Link>
  );
}
