import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { App, Button } from 'antd';
import type { DeskLine } from '../../../../../contract/workflows.desk.ts';
import { instanceStatuses } from '../../../../../contract/workflows.ts';
import type { Outputs } from '../../../lib/client.ts';
import { api, nextPage } from '../../../lib/client.ts';
import { useErrorText } from '../../../lib/errors.ts';
import { usePhone } from '../../../lib/media.ts';
import { places } from '../../../lib/places.ts';
import { useSearchParams } from '../../../lib/search-params.ts';
import { useT } from '../../../lib/texts.ts';
import { Card, Row } from '../../../ui/card.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { PersonName } from '../../../ui/person-name.tsx';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { MoreRows } from '../../../widgets/row-table/more-rows.tsx';
import type { Column } from '../../../widgets/row-table/row-table.tsx';
import { RowTable } from '../../../widgets/row-table/row-table.tsx';
import { StatusTag } from '../../../widgets/workflows/status-tag.tsx';
import { Due } from '../../../widgets/workflows/task-tags.tsx';
import { Where } from '../../../widgets/workflows/where.tsx';
import css from './desk.module.css';
import { DeskFilters } from './desk-filters.tsx';

type Workflow = Outputs['workflowDesk']['load'];

/** What narrows the list, as far as the address holds something that can. */
function useFilter(workflowId: string) {
  const [search] = useSearchParams();
  const { q, customer, starter, approver, from, until, node, waiting, overdue } = search;
  return {
    workflowId,
    q,
    status: instanceStatuses.find((one) => one === search.status),
    customerId: customer,
    starterId: starter,
    approverId: approver,
    fromOn: from,
    untilOn: until,
    nodeId: node,
    waitingDays: waiting === undefined ? undefined : Number(waiting),
    overdue: overdue === 'true' ? 'true' : undefined,
  };
}

/** All instances of a workflow, to be found by whatever is known of one. */
export function DeskInstances({ workflow }: { workflow: Workflow }) {
  const t = useT();
  const phone = usePhone();
  const filter = useFilter(workflow.id);
  const query = useInfiniteQuery(
    api.workflowDesk.instances.infiniteOptions({
      input: (cursor: string | undefined) => ({ ...filter, cursor }),
      ...nextPage,
    }),
  );
  return (
    <>
      <DeskFilters workflow={workflow} extra={<Export filter={filter} />} />
      <Loaded query={query}>
        {({ pages }) => {
          const lines = pages.flatMap((page) => page.items);
          return lines.length === 0 ? (
            <EmptyState title={t('workflowDesk.instancesEmpty')} />
          ) : (
            <>
              {phone ? <Cards lines={lines} /> : <Table lines={lines} />}
              <MoreRows query={query} label={t('workflowDesk.more')} />
            </>
          );
        }}
      </Loaded>
    </>
  );
}

function Table({ lines }: { lines: DeskLine[] }) {
  const t = useT();
  const columns: Column<DeskLine>[] = [
    {
      key: 'title',
      title: t('workflows.columns.title'),
      width: '26%',
      render: ({ id, title, number }) => (
        <>
          <Link {...places.workflow(id)} data-row="">
            {title}
          </Link>{' '}
          <span className={css.quiet}>{number}</span>
        </>
      ),
    },
    {
      key: 'starter',
      title: t('workflows.columns.starter'),
      render: ({ starter }) => <PersonName person={starter} />,
    },
    {
      key: 'customer',
      title: t('workflowDesk.columns.customer'),
      render: ({ customer }) => (customer ? <Link {...places.customer(customer.id)}>{customer.name}</Link> : null),
    },
    { key: 'status', title: t('workflows.status'), render: ({ status }) => <StatusTag status={status} /> },
    {
      key: 'current',
      title: t('workflows.columns.current'),
      render: ({ current }) => <Where current={current} />,
    },
    {
      key: 'due',
      title: t('workflowDesk.columns.due'),
      render: ({ dueAt }) => (dueAt ? <Due at={dueAt} /> : null),
    },
    {
      key: 'startedAt',
      title: t('workflows.columns.startedAt'),
      render: ({ startedAt }) => <RelativeTime at={startedAt} />,
    },
  ];
  return (
    <RowTable
      label={t('workflowDesk.tabs.instances')}
      columns={columns}
      rows={lines}
      rowKey={({ id }) => id}
      isQuiet={({ status }) => status !== 'running'}
    />
  );
}

/** The same on a phone. */
function Cards({ lines }: { lines: DeskLine[] }) {
  return (
    <Card>
      <ul>
        {lines.map(({ id, title, number, starter, status, current, dueAt }) => (
          <Row
            key={id}
            second={
              <span className={css.facts}>
                <span>{number}</span>
                <span>{starter.name}</span>
                <Where current={current} />
                {dueAt ? <Due at={dueAt} /> : null}
              </span>
            }
            end={<StatusTag status={status} />}
          >
            <Link {...places.workflow(id)}>{title}</Link>
          </Row>
        ))}
      </ul>
    </Card>
  );
}

/** The same as a table for a spreadsheet. */
function Export({ filter }: { filter: ReturnType<typeof useFilter> }) {
  const t = useT();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const save = async () => {
    try {
      const { csv, more } = await api.workflowDesk.export.call(filter);
      const link = document.createElement('a');
      link.href = URL.createObjectURL(new Blob([csv], { type: 'text/csv' }));
      link.download = 'workflows.csv';
      link.click();
      URL.revokeObjectURL(link.href);
      if (more) void message.info(t('workflowDesk.exportedSome'));
    } catch (error) {
      void message.error(errorText(error));
    }
  };
  return <Button onClick={() => void save()}>{t('workflowDesk.export')}</Button>;
}
