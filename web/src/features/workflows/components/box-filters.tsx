import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { instanceStatuses } from '../../../../../contract/workflows.ts';
import { api } from '../../../lib/client.ts';
import { useMay } from '../../../lib/me.ts';
import type { Search } from '../../../lib/search-params.ts';
import { useT } from '../../../lib/texts.ts';
import { FilterSelect } from '../../../widgets/filters/filter-select.tsx';
import bar from '../../../widgets/filters/filters.module.css';
import { SearchBox } from '../../../widgets/filters/search-box.tsx';
import type { Box } from '../boxes.ts';
import { filtersOf, isFiltered } from '../boxes.ts';
import css from './boxes.module.css';

type BoxFiltersProps = { box: Box; search: Search; setSearch: (changes: Search) => void };

/** What narrows a box; all of it stands in the address. */
export function BoxFilters({ box, search, setSearch }: BoxFiltersProps) {
  const t = useT();
  const may = useMay();
  const catalogue = useQuery(api.workflows.list.queryOptions({ enabled: may('workflows.use'), staleTime: 300_000 }));
  const filters = filtersOf(search);
  return (
    <search className={bar.bar}>
      <SearchBox className={css.search} label={t('workflows.search')} q={search.q} onChange={(q) => setSearch({ q })} />
      {catalogue.data ? (
        <FilterSelect
          label={t('workflows.workflow')}
          value={filters.workflowId}
          options={catalogue.data.items.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(workflow) => setSearch({ workflow })}
        />
      ) : null}
      {box === 'todo' ? null : (
        <FilterSelect
          label={t('workflows.status')}
          value={filters.status}
          options={instanceStatuses.map((status) => ({ value: status, label: t(`workflows.statuses.${status}`) }))}
          onChange={(status) => setSearch({ status })}
        />
      )}
      {isFiltered(filters) ? <ClearFilters setSearch={setSearch} /> : null}
    </search>
  );
}

function ClearFilters({ setSearch }: Pick<BoxFiltersProps, 'setSearch'>) {
  const t = useT();
  return (
    <Button type="link" onClick={() => setSearch({ q: undefined, workflow: undefined, status: undefined })}>
      {t('common.clearFilters')}
    </Button>
  );
}
