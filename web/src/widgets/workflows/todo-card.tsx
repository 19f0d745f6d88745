import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api } from '../../lib/client.ts';
import { places } from '../../lib/places.ts';
import { useT } from '../../lib/texts.ts';
import { ActionLink } from '../../ui/action-link.tsx';
import { Card, Row } from '../../ui/card.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { Due, TaskTags } from './task-tags.tsx';
import css from './todo-card.module.css';
import { useWorkflowCounts } from './use-counts.ts';
import { useNodeName } from './words.ts';

const shown = 5;

/** The workflows that have waited longest for the signed-in person; nothing while none does. */
export function TodoCard() {
  const t = useT();
  const nodeName = useNodeName();
  const { todo } = useWorkflowCounts();
  const query = useQuery(
    api.workflows.tasks.queryOptions({ input: { box: 'todo', limit: shown }, enabled: todo > 0, staleTime: 60_000 }),
  );
  const tasks = query.data?.items ?? [];
  if (todo === 0 || tasks.length === 0) return null;
  return (
    <Card
      title={t('workflows.todo.title')}
      extra={<Link {...places.workflows()}>{t('workflows.todo.all', { count: todo })}</Link>}
    >
      <ul>
        {tasks.map((task) => (
          <Row
            key={task.id}
            second={
              <span className={css.line}>
                <span>{task.instance.starter.name}</span>
                <span>{nodeName(task.node)}</span>
                {task.openedAt ? <RelativeTime at={task.openedAt} /> : null}
                <TaskTags task={task} />
                {task.dueAt ? <Due at={task.dueAt} /> : null}
              </span>
            }
            end={<ActionLink place={places.workflow(task.instance.id)}>{t('workflows.todo.handle')}</ActionLink>}
          >
            <Link {...places.workflow(task.instance.id)} className={css.title}>
              {task.instance.title}
            </Link>
          </Row>
        ))}
      </ul>
    </Card>
  );
}
