import { InboxOutlined } from '@ant-design/icons';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { PoolCustomer } from '../../../../../contract/pools.ts';
import { api, nextPage } from '../../../lib/client.ts';
import { useFormat } from '../../../lib/format.ts';
import { usePhone } from '../../../lib/media.ts';
import { useSearchParams } from '../../../lib/search-params.ts';
import { useT } from '../../../lib/texts.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { Page } from '../../../ui/page.tsx';
import { useLists } from '../../../widgets/lists/use-lists.ts';
import { useWhy } from '../../../widgets/pool/why.ts';
import { MoreRows } from '../../../widgets/row-table/more-rows.tsx';
import type { Column } from '../../../widgets/row-table/row-table.tsx';
import { RowTable } from '../../../widgets/row-table/row-table.tsx';
import { PoolActions } from '../components/claim.tsx';
import { ClaimLimits } from '../components/limits.tsx';
import { filtersOf, PoolFilters } from '../components/pool-filters.tsx';
import css from '../components/pools.module.css';

/** Customers that wait for somebody of the own department to take them. */
export default function PoolPage() {
  const t = useT();
  const [search, setSearch] = useSearchParams();
  const pools = useQuery(api.pools.open.queryOptions());
  const none = pools.data?.items.length === 0;
  return (
    <Page title={t('pool.title')} subtitle={<Count />}>
      {none ? (
        <EmptyState icon={<InboxOutlined />} title={t('pool.noPools')} hint={t('pool.noPoolsHint')} />
      ) : (
        <>
          <ClaimLimits pools={pools.data?.items ?? []} />
          <PoolFilters search={search} setSearch={setSearch} />
          <List />
        </>
      )}
    </Page>
  );
}

function Count() {
  const t = useT();
  const [search] = useSearchParams();
  const { data } = useQuery(
    api.pools.count.queryOptions({ input: filtersOf(search), placeholderData: keepPreviousData }),
  );
  if (!data) return <>&nbsp;</>;
  const { count, exact } = data;
  return <>{exact ? t('pool.count', { count }) : t('pool.countMore', { count })}</>;
}

function List() {
  const t = useT();
  const [search] = useSearchParams();
  const filters = filtersOf(search);
  const sort = search.sort === 'name' ? 'name' : 'pooledAt';
  const query = useInfiniteQuery(
    api.pools.list.infiniteOptions({
      input: (cursor: string | undefined) => ({ ...filters, sort, cursor }),
      placeholderData: keepPreviousData,
      ...nextPage,
    }),
  );
  return (
    <Loaded query={query}>
      {({ pages }) => {
        const rows = pages.flatMap((page) => page.items);
        if (rows.length === 0) {
          const narrowed = Object.values(filters).some(Boolean);
          return (
            <EmptyState
              icon={<InboxOutlined />}
              title={narrowed ? t('common.emptyFiltered') : t('pool.empty')}
              hint={narrowed ? undefined : t('pool.emptyHint')}
            />
          );
        }
        return (
          <>
            <Rows rows={rows} />
            <MoreRows query={query} />
          </>
        );
      }}
    </Loaded>
  );
}

function Name({ row }: { row: PoolCustomer }) {
  return (
    <Link className={css.name} to="/pool/$id" params={{ id: row.id }} data-row="">
      {row.name}
    </Link>
  );
}

function Rows({ rows }: { rows: PoolCustomer[] }) {
  const t = useT();
  const format = useFormat();
  const lists = useLists();
  const why = useWhy();
  const isPhone = usePhone();
  const since = (row: PoolCustomer) => t('pool.days', { count: format.daysSince(row.pooledAt) });
  if (isPhone) {
    return (
      <ul className={css.cards} aria-label={t('pool.title')}>
        {rows.map((row) => (
          <li key={row.id} className={css.card}>
            <Name row={row} />
            <span className={css.cardLine}>
              {[row.segmentId, row.regionId, row.levelId].map((id) =>
                id ? <span key={id}>{lists.nameOf(id)}</span> : null,
              )}
            </span>
            <span className={css.cardLine}>
              <span>{since(row)}</span>
              <span>{why(row)}</span>
            </span>
            <span className={css.cardEnd}>
              <PoolActions customer={row} />
            </span>
          </li>
        ))}
      </ul>
    );
  }
  const columns: Column<PoolCustomer>[] = [
    { key: 'name', title: t('customers.fields.name'), width: '24%', render: (row) => <Name row={row} /> },
    { key: 'segment', title: t('customers.fields.segment'), render: (row) => lists.nameOf(row.segmentId) },
    { key: 'region', title: t('customers.fields.region'), render: (row) => lists.nameOf(row.regionId) },
    { key: 'industry', title: t('customers.fields.industry'), render: (row) => lists.nameOf(row.industryId) },
    { key: 'level', title: t('customers.fields.level'), render: (row) => lists.nameOf(row.levelId) },
    {
      key: 'since',
      title: t('pool.since'),
      render: (row) => <span title={format.dateTime(row.pooledAt)}>{since(row)}</span>,
    },
    { key: 'why', title: t('pool.why'), render: why },
    { key: 'actions', title: '', render: (row) => <PoolActions customer={row} /> },
  ];
  return <RowTable label={t('pool.title')} columns={columns} rows={rows} rowKey={(row) => row.id} />;
}
