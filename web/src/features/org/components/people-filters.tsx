import { SearchOutlined } from '@ant-design/icons';
import { Input } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useDebounced } from '../../../lib/debounce.ts';
import type { Search } from '../../../lib/search-params.ts';
import { useT } from '../../../lib/texts.ts';
import { DepartmentSelect } from '../../../widgets/departments/department-select.tsx';
import { FilterSelect } from '../../../widgets/filters/filter-select.tsx';
import bar from '../../../widgets/filters/filters.module.css';
import css from './org.module.css';

type PeopleFiltersProps = { search: Search; setSearch: (changes: Search) => void };

export function PeopleFilters({ search, setSearch }: PeopleFiltersProps) {
  const t = useT();
  const [typed, setTyped] = useState(search.q ?? '');
  const rested = useDebounced(typed.trim(), 250);
  const written = useRef(search.q ?? '');
  useEffect(() => {
    if (rested === written.current) return;
    written.current = rested;
    setSearch({ q: rested || undefined });
  }, [rested, setSearch]);
  return (
    <search className={bar.bar}>
      <Input
        className={css.search}
        type="search"
        allowClear
        prefix={<SearchOutlined aria-hidden />}
        aria-label={t('org.people.search')}
        placeholder={t('org.people.search')}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <div className={css.filter}>
        <DepartmentSelect
          aria-label={t('org.people.department')}
          placeholder={t('org.people.department')}
          value={search.departmentId}
          onChange={(id) => setSearch({ departmentId: id ?? undefined })}
        />
      </div>
      <FilterSelect
        required
        label={t('org.people.state')}
        value={search.state ?? 'active'}
        options={[
          { value: 'active', label: t('org.people.active') },
          { value: 'departed', label: t('org.people.departed') },
          { value: 'all', label: t('common.all') },
        ]}
        onChange={(state) => setSearch({ state: state === 'active' ? undefined : state })}
      />
    </search>
  );
}
