import { PlusOutlined, TeamOutlined, UploadOutlined } from '@ant-design/icons';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useEffect } from 'react';
import type { ExtraColumn } from '../../../../../contract/customer-lists.ts';
import { extraColumns, isOwnKey } from '../../../../../contract/customer-lists.ts';
import { api, nextPage } from '../../../lib/client.ts';
import { useMay } from '../../../lib/me.ts';
import type { Search } from '../../../lib/search-params.ts';
import { useSearchParams } from '../../../lib/search-params.ts';
import { useT } from '../../../lib/texts.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { Page } from '../../../ui/page.tsx';
import { ExportButton } from '../../../widgets/export/export-button.tsx';
import { ListKeys } from '../../../widgets/row-table/list-keys.tsx';
import { MoreRows } from '../../../widgets/row-table/more-rows.tsx';
import type { Selection } from '../../../widgets/row-table/use-selection.ts';
import { useSelection } from '../../../widgets/row-table/use-selection.ts';
import { BulkBar } from '../components/bulk-bar.tsx';
import css from '../components/customers.module.css';
import { ClearFilters, CustomersFilters } from '../components/customers-filters.tsx';
import { CustomersRows } from '../components/customers-rows.tsx';
import { ListGroups } from '../components/list-groups.tsx';
import { ListViews } from '../components/list-views.tsx';
import { everythingOf, filtersOf, isFiltered, sortOf } from '../filters.ts';
import type { Column } from '../list-state.ts';
import { columnsOf, groupOf } from '../list-state.ts';

/** All customers that the person may see. */
export default function CustomersPage() {
  const t = useT();
  const [search, setSearch] = useSearchParams();
  const selection = useSelection();
  const by = groupOf(search);
  // What was chosen of one list is not chosen of another.
  const asked = JSON.stringify(filtersOf(search));
  const { clear } = selection;
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the filter whose change counts
  useEffect(clear, [asked]);
  return (
    <Page title={t('customers.title')} subtitle={<Count search={search} />} actions={<PageActions search={search} />}>
      <ListViews search={search} setSearch={setSearch} />
      <CustomersFilters search={search} setSearch={setSearch} />
      {by ? (
        <ListGroups key={by} by={by} search={search}>
          {(within) => <List search={within} setSearch={setSearch} selection={selection} />}
        </ListGroups>
      ) : (
        <List search={search} setSearch={setSearch} selection={selection} />
      )}
      <BulkBar selection={selection} search={search} />
      <p className={css.keys}>{t('customers.list.keys')}</p>
      <Link to="/customers/bulk">{t('lists.bulk.past')}</Link>
      <ListKeys
        onClear={clear}
        said={
          selection.everything
            ? t('lists.select.allChosen')
            : selection.ids.size > 0
              ? t('lists.select.chosen', { count: selection.ids.size })
              : ''
        }
      />
    </Page>
  );
}

function Count({ search }: { search: Search }) {
  const t = useT();
  const { data } = useQuery(
    api.customers.count.queryOptions({ input: filtersOf(search), placeholderData: keepPreviousData }),
  );
  if (!data) return <>&nbsp;</>;
  const { count, exact } = data;
  return <>{exact ? t('customers.list.count', { count }) : t('customers.list.countMore', { count })}</>;
}

/** What the list shows can be exported; a new customer can be made. */
function PageActions({ search }: { search: Search }) {
  return (
    <>
      <ExportButton filter={everythingOf(search)} />
      <Actions />
    </>
  );
}

function Actions() {
  const t = useT();
  const may = useMay();
  const navigate = useNavigate();
  return (
    <>
      {may('imports.customers') ? (
        <Button icon={<UploadOutlined />} onClick={() => void navigate({ to: '/imports' })}>
          {t('customers.list.import')}
        </Button>
      ) : null}
      {may('customers.create') ? (
        <Button type="primary" icon={<PlusOutlined />} onClick={() => void navigate({ to: '/customers/new' })}>
          {t('customers.list.new')}
        </Button>
      ) : null}
    </>
  );
}

type ListProps = { search: Search; setSearch: (changes: Search) => void; selection: Selection };

function List({ search, setSearch, selection }: ListProps) {
  const { sort, order } = sortOf(search);
  const filters = filtersOf(search);
  const columns = columnsOf(search);
  const extra = columns.filter(isExtra);
  const query = useInfiniteQuery(
    api.customers.list.infiniteOptions({
      input: (cursor: string | undefined) => ({
        ...filters,
        sort,
        order,
        ...(extra.length > 0 && { columns: extra }),
        cursor,
      }),
      placeholderData: keepPreviousData,
      ...nextPage,
    }),
  );
  const onSort = (key: string) => {
    if (key !== sort) setSearch({ sort: key === 'updatedAt' ? undefined : key, order: undefined });
    else setSearch({ order: order === 'asc' ? 'desc' : 'asc' });
  };
  return (
    <Loaded query={query}>
      {({ pages }) => {
        const rows = pages.flatMap((page) => page.items);
        if (rows.length === 0) return isFiltered(filters) ? <NothingFound setSearch={setSearch} /> : <Nothing />;
        return (
          <>
            <CustomersRows
              rows={rows}
              columns={columns}
              sort={{ key: sort, order }}
              onSort={onSort}
              selection={selection}
            />
            <MoreRows query={query} />
          </>
        );
      }}
    </Loaded>
  );
}

const isExtra = (column: Column): column is ExtraColumn =>
  isOwnKey(column) || extraColumns.some((extra) => extra === column);

function Nothing() {
  const t = useT();
  return (
    <EmptyState
      icon={<TeamOutlined />}
      title={t('customers.list.emptyTitle')}
      hint={t('customers.list.emptyHint')}
      action={<Actions />}
    />
  );
}

function NothingFound({ setSearch }: { setSearch: (changes: Search) => void }) {
  const t = useT();
  return <EmptyState title={t('common.emptyFiltered')} action={<ClearFilters asButton setSearch={setSearch} />} />;
}
