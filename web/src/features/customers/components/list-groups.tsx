import { DownOutlined, RightOutlined } from '@ant-design/icons';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useState } from 'react';
import type { FilterCondition } from '../../../../../contract/filters.ts';
import { api } from '../../../lib/client.ts';
import type { Search } from '../../../lib/search-params.ts';
import { useT } from '../../../lib/texts.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { filtersOf } from '../filters.ts';
import type { Group } from '../list-state.ts';
import { filterOf, narrowed, withFilter } from '../list-state.ts';
import { useListFields } from '../use-list-fields.ts';
import css from './list.module.css';

type GroupsProps = { by: Group; search: Search; children: (search: Search) => ReactNode };

/** How many customers have which value; a click opens them. */
export function ListGroups({ by, search, children }: GroupsProps) {
  const t = useT();
  const { fieldOf } = useListFields();
  const field = fieldOf(by);
  const query = useQuery(
    api.customers.groups.queryOptions({ input: { ...filtersOf(search), by }, placeholderData: keepPreviousData }),
  );
  const place = (key: string | null) => field?.options.findIndex((option) => option.value === key) ?? -1;
  return (
    <Loaded query={query}>
      {({ items, more }) => {
        if (items.length === 0) return <EmptyState title={t('common.emptyFiltered')} />;
        // Choices in the order of their list, people by their numbers; what has no value comes last.
        const sorted = items.toSorted(
          (a, b) => Number(a.key === null) - Number(b.key === null) || place(a.key) - place(b.key),
        );
        return (
          <>
            {sorted.map(({ key, person, count, exact }) => (
              <OneGroup
                key={key ?? 'none'}
                name={
                  person?.name ?? field?.options.find((option) => option.value === key)?.label ?? t('lists.group.none')
                }
                count={t(exact ? 'lists.group.count' : 'lists.group.atLeast', { count })}
              >
                {() => children({ ...search, ...withFilter(narrowed(filterOf(search), conditionOf(by, key))) })}
              </OneGroup>
            ))}
            {more ? <p className={css.note}>{t('lists.group.more')}</p> : null}
          </>
        );
      }}
    </Loaded>
  );
}

const conditionOf = (field: string, key: string | null): FilterCondition =>
  key === null ? { field, op: 'empty' } : { field, op: 'is', value: key };

function OneGroup({ name, count, children }: { name: string; count: string; children: () => ReactNode }) {
  const [open, setOpen] = useState(false);
  return (
    <section className={css.group}>
      <button type="button" className={css.groupHead} aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? <DownOutlined aria-hidden /> : <RightOutlined aria-hidden />}
        <span>{name}</span>
        <span className={css.groupCount}>{count}</span>
      </button>
      {open ? children() : null}
    </section>
  );
}
