import { DashboardOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { KeptWorkflow } from '../../../../../contract/workflows.desk.ts';
import { api } from '../../../lib/client.ts';
import { places } from '../../../lib/places.ts';
import { useT } from '../../../lib/texts.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { Page } from '../../../ui/page.tsx';
import { PersonName } from '../../../ui/person-name.tsx';
import type { Column } from '../../../widgets/row-table/row-table.tsx';
import { RowTable } from '../../../widgets/row-table/row-table.tsx';
import { Late } from '../components/late.tsx';
import { useAtMost } from '../words.ts';

/** The workflows that the person keeps, with what is under way and late. */
export default function DeskPage() {
  const t = useT();
  const query = useQuery(api.workflowDesk.list.queryOptions());
  return (
    <Page title={t('workflowDesk.title')} subtitle={t('workflowDesk.hint')}>
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState
              icon={<DashboardOutlined />}
              title={t('workflowDesk.empty')}
              hint={t('workflowDesk.emptyHint')}
            />
          ) : (
            <Table items={items} />
          )
        }
      </Loaded>
    </Page>
  );
}

function Table({ items }: { items: KeptWorkflow[] }) {
  const t = useT();
  const atMost = useAtMost();
  const columns: Column<KeptWorkflow>[] = [
    {
      key: 'name',
      title: t('workflowDesk.columns.name'),
      width: '36%',
      render: ({ id, name }) => (
        <Link {...places.workflowDesk(id)} data-row="">
          {name}
        </Link>
      ),
    },
    { key: 'owner', title: t('workflowDesk.columns.owner'), render: ({ owner }) => <PersonName person={owner} /> },
    {
      key: 'running',
      title: t('workflowDesk.columns.running'),
      number: true,
      render: ({ id, running }) => (
        <Link {...places.workflowDesk(id, { tab: 'instances', status: 'running' })}>{atMost(running)}</Link>
      ),
    },
    {
      key: 'overdue',
      title: t('workflowDesk.columns.overdue'),
      number: true,
      render: ({ id, overdue }) => (
        <Late count={overdue} place={places.workflowDesk(id, { tab: 'instances', overdue: 'true' })} />
      ),
    },
  ];
  return <RowTable label={t('workflowDesk.title')} columns={columns} rows={items} rowKey={({ id }) => id} />;
}
