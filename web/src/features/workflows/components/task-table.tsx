import type { TaskLine } from '../../../../../contract/workflows.ts';
import { useT } from '../../../lib/texts.ts';
import { PersonName } from '../../../ui/person-name.tsx';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { StateTag } from '../../../ui/state-tag.tsx';
import type { Column } from '../../../widgets/row-table/row-table.tsx';
import { RowTable } from '../../../widgets/row-table/row-table.tsx';
import type { Selection } from '../../../widgets/row-table/use-selection.ts';
import { StatusTag } from '../../../widgets/workflows/status-tag.tsx';
import { Due, TaskTags } from '../../../widgets/workflows/task-tags.tsx';
import { useNodeName } from '../../../widgets/workflows/words.ts';
import type { TaskBox } from '../boxes.ts';
import css from './boxes.module.css';
import { InstanceTitle } from './instance-title.tsx';
import { TaskCheck } from './task-check.tsx';
import { DecisionTag } from './task-words.tsx';

export type TaskRowsProps = { box: TaskBox; tasks: TaskLine[]; selection?: Selection | undefined };

/** Tasks in a dense table. */
export function TaskTable({ box, tasks, selection }: TaskRowsProps) {
  const t = useT();
  const shared = useSharedColumns(box);
  const own = useBoxColumns(box);
  const select = useSelectColumn(tasks, selection);
  return (
    <RowTable
      label={t(`workflows.boxes.${box}`)}
      columns={[...select, ...shared, ...own]}
      rows={tasks}
      rowKey={(task) => task.id}
      isQuiet={(task) => box === 'copied' && task.readAt !== null}
    />
  );
}

function useSelectColumn(tasks: TaskLine[], selection: Selection | undefined): Column<TaskLine>[] {
  const t = useT();
  if (!selection) return [];
  const order = tasks.filter((task) => task.batch).map((task) => task.id);
  const all = order.length > 0 && order.every(selection.isOn);
  return [
    {
      key: 'select',
      title: '',
      width: 40,
      head: (
        <input
          type="checkbox"
          className={css.check}
          aria-label={t('workflows.select.page')}
          disabled={order.length === 0}
          checked={all}
          onChange={() => (all ? selection.clear() : selection.choose(order))}
        />
      ),
      render: (task) => <TaskCheck task={task} order={order} selection={selection} />,
    },
  ];
}

function useSharedColumns(box: TaskBox): Column<TaskLine>[] {
  const t = useT();
  const nodeName = useNodeName();
  return [
    {
      key: 'title',
      title: t('workflows.columns.title'),
      width: '30%',
      render: (task) => (
        <span className={css.line}>
          <span>
            <InstanceTitle instance={task.instance} />
          </span>
          {box === 'copied' && task.readAt === null ? <StateTag tone="info">{t('workflows.unread')}</StateTag> : null}
        </span>
      ),
    },
    { key: 'workflow', title: t('workflows.workflow'), render: (task) => task.instance.workflow.name },
    {
      key: 'starter',
      title: t('workflows.columns.starter'),
      render: (task) => <PersonName person={task.instance.starter} />,
    },
    {
      key: 'node',
      title: t('workflows.columns.node'),
      render: (task) => (
        <span className={css.line}>
          {nodeName(task.node)} <TaskTags task={task} />
        </span>
      ),
    },
  ];
}

function useBoxColumns(box: TaskBox): Column<TaskLine>[] {
  const t = useT();
  if (box === 'todo')
    return [
      {
        key: 'waiting',
        title: t('workflows.columns.waiting'),
        render: ({ openedAt }) => (openedAt ? <RelativeTime at={openedAt} /> : null),
      },
      {
        key: 'due',
        title: t('workflows.columns.due'),
        render: ({ dueAt }) => (dueAt ? <Due at={dueAt} /> : null),
      },
    ];
  const decision: Column<TaskLine> = {
    key: 'decision',
    title: t('workflows.columns.decision'),
    render: (task) => <DecisionTag decision={task.decision} />,
  };
  return [
    ...(box === 'done' ? [decision] : []),
    {
      key: 'closedAt',
      title: box === 'done' ? t('workflows.columns.closedAt') : t('workflows.columns.copiedAt'),
      render: ({ closedAt, openedAt }) => {
        const at = closedAt ?? openedAt;
        return at ? <RelativeTime at={at} /> : null;
      },
    },
    {
      key: 'status',
      title: t('workflows.status'),
      render: (task) => <StatusTag status={task.instance.status} />,
    },
  ];
}
