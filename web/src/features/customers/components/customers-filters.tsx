import { FilterOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { api } from '../../../lib/client.ts';
import { usePhone } from '../../../lib/media.ts';
import type { Search } from '../../../lib/search-params.ts';
import { useT } from '../../../lib/texts.ts';
import { FilterSelect } from '../../../widgets/filters/filter-select.tsx';
import { FilterToggle } from '../../../widgets/filters/filter-toggle.tsx';
import bar from '../../../widgets/filters/filters.module.css';
import { SearchBox } from '../../../widgets/filters/search-box.tsx';
import { useLists } from '../../../widgets/lists/use-lists.ts';
import { PersonPicker } from '../../../widgets/user-picker/person-picker.tsx';
import { filtersOf, isFiltered, listFilters, sortOf } from '../filters.ts';
import { groupOf } from '../list-state.ts';
import { useListFields } from '../use-list-fields.ts';
import css from './customers.module.css';
import { ListColumns } from './list-columns.tsx';
import { ListFilter } from './list-filter.tsx';

type FiltersProps = { search: Search; setSearch: (changes: Search) => void };

/** What narrows and orders the list; all of it stands in the address. */
export function CustomersFilters({ search, setSearch }: FiltersProps) {
  const t = useT();
  const isPhone = usePhone();
  const [open, setOpen] = useState(false);
  const filters = filtersOf(search);
  const filtered = isFiltered(filters);
  const narrowing = Object.entries(filters).filter(([name, value]) => name !== 'q' && value !== undefined).length;
  return (
    <search className={bar.bar}>
      <SearchBox
        label={t('customers.list.search')}
        className={css.search}
        q={search.q}
        onChange={(q) => setSearch({ q })}
      />
      {isPhone ? (
        <Button icon={<FilterOutlined />} aria-expanded={open} onClick={() => setOpen(!open)}>
          {t('customers.list.filter')}
          {narrowing > 0 ? ` ${narrowing}` : null}
        </Button>
      ) : null}
      {isPhone && !open ? null : <Filters search={search} setSearch={setSearch} />}
      {filtered ? <ClearFilters setSearch={setSearch} /> : null}
    </search>
  );
}

function Filters({ search, setSearch }: FiltersProps) {
  const t = useT();
  const lists = useLists();
  return (
    <>
      {listFilters.map(({ list, param }) => (
        <FilterSelect
          key={param}
          label={t(`customers.fields.${list}`)}
          value={search[param]}
          options={lists.options(list, search[param])}
          onChange={(value) => setSearch({ [param]: value })}
        />
      ))}
      <OwnerFilter ownerId={search.ownerId} onChange={(ownerId) => setSearch({ ownerId })} />
      <FilterToggle
        label={t('customers.list.stale')}
        on={search.stale === 'true'}
        onChange={(on) => setSearch({ stale: on ? 'true' : undefined })}
      />
      <ListFilter search={search} setSearch={setSearch} />
      <GroupFilter search={search} setSearch={setSearch} />
      <SortFilter search={search} setSearch={setSearch} />
      <ListColumns search={search} setSearch={setSearch} />
    </>
  );
}

const cleared: Search = {
  q: undefined,
  segmentId: undefined,
  regionId: undefined,
  industryId: undefined,
  levelId: undefined,
  ownerId: undefined,
  stale: undefined,
  filter: undefined,
};

/** Takes away all that narrows the list; its order stays. */
export function ClearFilters({ setSearch, asButton }: Pick<FiltersProps, 'setSearch'> & { asButton?: boolean }) {
  const t = useT();
  return (
    <Button type={asButton ? 'default' : 'link'} onClick={() => setSearch(cleared)}>
      {t('common.clearFilters')}
    </Button>
  );
}

function SortFilter({ search, setSearch }: FiltersProps) {
  const t = useT();
  const { fields } = useListFields();
  return (
    <FilterSelect
      required
      label={t('customers.list.sort')}
      value={sortOf(search).sort}
      options={fields.filter(({ sortable }) => sortable).map(({ key, label }) => ({ value: key, label }))}
      onChange={(sort) => setSearch({ sort: sort === 'updatedAt' ? undefined : sort, order: undefined })}
    />
  );
}

function GroupFilter({ search, setSearch }: FiltersProps) {
  const t = useT();
  const { fields } = useListFields();
  return (
    <FilterSelect
      label={t('lists.group.by')}
      value={groupOf(search)}
      options={fields.filter(({ groupable }) => groupable).map(({ key, label }) => ({ value: key, label }))}
      onChange={(group) => setSearch({ group })}
    />
  );
}

function OwnerFilter({
  ownerId,
  onChange,
}: {
  ownerId: string | undefined;
  onChange: (id: string | undefined) => void;
}) {
  const t = useT();
  const isPhone = usePhone();
  const owner = useQuery(
    api.org.colleagues.queryOptions({ input: { ids: ownerId ? [ownerId] : [] }, enabled: Boolean(ownerId) }),
  ).data?.items[0];
  return (
    <div className={isPhone ? css.ownerWide : css.owner}>
      <PersonPicker
        aria-label={t('customers.fields.owner')}
        className={ownerId ? bar.on : undefined}
        placeholder={t('customers.fields.owner')}
        value={ownerId ? (owner ?? { id: ownerId, name: '…', post: null }) : null}
        onChange={(person) => onChange(person?.id)}
      />
    </div>
  );
}
