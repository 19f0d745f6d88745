import { FilterOutlined, SearchOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { api } from '../../../lib/client.ts';
import { useDebounced } from '../../../lib/debounce.ts';
import { usePhone } from '../../../lib/media.ts';
import type { Search } from '../../../lib/search-params.ts';
import { useT } from '../../../lib/texts.ts';
import { FilterSelect } from '../../../widgets/filters/filter-select.tsx';
import bar from '../../../widgets/filters/filters.module.css';
import { useLists } from '../../../widgets/lists/use-lists.ts';
import css from './pools.module.css';

const lists = [
  { list: 'segment', param: 'segmentId' },
  { list: 'region', param: 'regionId' },
  { list: 'industry', param: 'industryId' },
  { list: 'level', param: 'levelId' },
] as const;

/** The filters that stand in the address, as the server takes them. */
export function filtersOf(search: Search) {
  return {
    q: search.q || undefined,
    poolId: search.poolId,
    segmentId: search.segmentId,
    regionId: search.regionId,
    industryId: search.industryId,
    levelId: search.levelId,
  };
}

type FiltersProps = { search: Search; setSearch: (changes: Search) => void };

export function PoolFilters({ search, setSearch }: FiltersProps) {
  const t = useT();
  const isPhone = usePhone();
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState(search.q ?? '');
  const rested = useDebounced(typed.trim(), 250);
  const written = useRef(search.q ?? '');
  useEffect(() => {
    if (rested === written.current) return;
    written.current = rested;
    setSearch({ q: rested || undefined });
  }, [rested, setSearch]);
  const narrowed = Object.values(filtersOf(search)).some(Boolean);
  return (
    <search className={bar.bar}>
      <Input
        className={css.search}
        type="search"
        allowClear
        prefix={<SearchOutlined aria-hidden />}
        aria-label={t('pool.search')}
        placeholder={t('pool.search')}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      {isPhone ? (
        <Button icon={<FilterOutlined />} aria-expanded={open} onClick={() => setOpen(!open)}>
          {t('pool.filter')}
        </Button>
      ) : null}
      {isPhone && !open ? null : <Selects search={search} setSearch={setSearch} />}
      {narrowed ? (
        <Button
          type="link"
          onClick={() => {
            written.current = '';
            setTyped('');
            setSearch(Object.fromEntries(Object.keys(filtersOf(search)).map((name) => [name, undefined])));
          }}
        >
          {t('common.clearFilters')}
        </Button>
      ) : null}
    </search>
  );
}

function Selects({ search, setSearch }: FiltersProps) {
  const t = useT();
  const { options } = useLists();
  const pools = useQuery(api.pools.open.queryOptions()).data?.items ?? [];
  return (
    <>
      {pools.length > 1 ? (
        <FilterSelect
          label={t('pool.pool')}
          value={search.poolId}
          options={pools.map((pool) => ({ value: pool.id, label: pool.name }))}
          onChange={(poolId) => setSearch({ poolId })}
        />
      ) : null}
      {lists.map(({ list, param }) => (
        <FilterSelect
          key={param}
          label={t(`customers.fields.${list}`)}
          value={search[param]}
          options={options(list, search[param])}
          onChange={(value) => setSearch({ [param]: value })}
        />
      ))}
      <FilterSelect
        required
        label={t('pool.sort')}
        value={search.sort === 'name' ? 'name' : 'pooledAt'}
        options={[
          { value: 'pooledAt', label: t('pool.sorts.pooledAt') },
          { value: 'name', label: t('pool.sorts.name') },
        ]}
        onChange={(sort) => setSearch({ sort: sort === 'name' ? 'name' : undefined })}
      />
    </>
  );
}
