import { EnvironmentOutlined, FormOutlined } from '@ant-design/icons';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { visitStates } from '../../../../../contract/visits.ts';
import { api, nextPage } from '../../../lib/client.ts';
import { isDay } from '../../../lib/days.ts';
import { useMay, useMe } from '../../../lib/me.ts';
import type { Search } from '../../../lib/search-params.ts';
import { useSearchParams } from '../../../lib/search-params.ts';
import { useT } from '../../../lib/texts.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { LinkButton } from '../../../ui/link-button.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { Page } from '../../../ui/page.tsx';
import { FilterSelect } from '../../../widgets/filters/filter-select.tsx';
import filters from '../../../widgets/filters/filters.module.css';
import { MoreRows } from '../../../widgets/row-table/more-rows.tsx';
import { PersonPicker } from '../../../widgets/user-picker/person-picker.tsx';
import { DayFilter } from '../components/day-filter.tsx';
import { DraftList } from '../components/draft-list.tsx';
import { VisitRows } from '../components/visit-rows.tsx';

function inputOf(search: Search) {
  const state = visitStates.find((each) => each === search.state);
  return {
    ownerId: search.person,
    customerId: search.customer,
    state,
    from: isDay(search.from) ? search.from : undefined,
    to: isDay(search.to) ? search.to : undefined,
  };
}

function Filters() {
  const t = useT();
  const me = useMe();
  const [search, setSearch] = useSearchParams();
  const person = useQuery(
    api.org.colleagues.queryOptions({ input: { ids: [search.person ?? ''] }, enabled: Boolean(search.person) }),
  );
  const customer = useQuery(
    api.customers.get.queryOptions({ input: { id: search.customer ?? '' }, enabled: Boolean(search.customer) }),
  );
  return (
    <div className={filters.bar}>
      {me.hasSubordinates ? (
        <div style={{ width: 180 }}>
          <PersonPicker
            subordinates
            self
            aria-label={t('visits.who')}
            placeholder={t('visits.everyone')}
            value={person.data?.items[0] ?? null}
            onChange={(chosen) => setSearch({ person: chosen?.id })}
          />
        </div>
      ) : null}
      <FilterSelect
        label={t('visits.state')}
        value={search.state}
        options={visitStates.map((state) => ({ value: state, label: t(`visits.visitStates.${state}`) }))}
        onChange={(state) => setSearch({ state })}
      />
      <DayFilter
        label={t('visits.when')}
        from={search.from}
        to={search.to}
        onChange={(from, to) => setSearch({ from, to })}
      />
      {search.customer ? (
        <Button onClick={() => setSearch({ customer: undefined })}>
          {customer.data?.name ?? t('common.clearFilters')} ×
        </Button>
      ) : null}
    </div>
  );
}

/** Own visits and those of the people below, newest first; on top what this device still has to send. */
export default function VisitsPage() {
  const t = useT();
  const may = useMay();
  const [search, setSearch] = useSearchParams();
  const input = inputOf(search);
  const query = useInfiniteQuery(
    api.visits.list.infiniteOptions({ input: (cursor: string | undefined) => ({ ...input, cursor }), ...nextPage }),
  );
  const isFiltered = Object.values(input).some((value) => value !== undefined);
  const record = (
    <LinkButton to="/visits/record" color="primary" variant="solid" icon={<FormOutlined aria-hidden />}>
      {t('visits.recordVisit')}
    </LinkButton>
  );
  return (
    <Page title={t('visits.title')} actions={may('visits.use') ? record : null}>
      <DraftList />
      <Filters />
      <Loaded query={query}>
        {({ pages }) => {
          const rows = pages.flatMap((page) => page.items);
          if (rows.length === 0 && isFiltered) {
            const clear = { person: undefined, customer: undefined, state: undefined, from: undefined, to: undefined };
            return (
              <EmptyState
                title={t('common.emptyFiltered')}
                action={<Button onClick={() => setSearch(clear)}>{t('common.clearFilters')}</Button>}
              />
            );
          }
          if (rows.length === 0) {
            return (
              <EmptyState
                icon={<EnvironmentOutlined />}
                title={t('visits.empty')}
                hint={t('visits.emptyHint')}
                action={<Link to="/week">{t('visits.emptyAction')}</Link>}
              />
            );
          }
          return (
            <>
              <VisitRows rows={rows} />
              <MoreRows query={query} />
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}
