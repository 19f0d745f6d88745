import { DownOutlined, RightOutlined } from '@ant-design/icons';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useEffect, useRef, useState } from 'react';
import type { FilterCondition } from '../../../../../contract/filters.ts';
import { api } from '../../../lib/client.ts';
import type { Search } from '../../../lib/search-params.ts';
import { useT } from '../../../lib/texts.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { filtersOf } from '../filters.ts';
import { firstGroups } from '../first-groups.ts';
import type { Group } from '../list-state.ts';
import { filterOf, narrowed, withFilter } from '../list-state.ts';
import { useListFields } from '../use-list-fields.ts';
import css from './list.module.css';

type GroupsProps = { by: Group; search: Search; children: (search: Search) => ReactNode };

/** Which groups are open: as at first, until all are opened or closed, and each as it was clicked since. */
function useOpenGroups() {
  const [all, setAll] = useState<boolean | null>(null);
  const [clicked, setClicked] = useState<ReadonlyMap<string | null, boolean>>(new Map());
  return {
    setAll: (open: boolean) => {
      setAll(open);
      setClicked(new Map());
    },
    isOpen: (key: string | null, atFirst: boolean) => clicked.get(key) ?? all ?? atFirst,
    click: (key: string | null, open: boolean) => setClicked(new Map(clicked).set(key, open)),
  };
}

/** How many customers have which value; the first ones are open, a click opens and closes. */
export function ListGroups({ by, search, children }: GroupsProps) {
  const t = useT();
  const { fieldOf } = useListFields();
  const field = fieldOf(by);
  const query = useQuery(
    api.customers.groups.queryOptions({ input: { ...filtersOf(search), by }, placeholderData: keepPreviousData }),
  );
  const groups = useOpenGroups();
  const place = (key: string | null) => field?.options.findIndex((option) => option.value === key) ?? -1;
  return (
    <Loaded query={query}>
      {({ items, more }) => {
        if (items.length === 0) return <EmptyState title={t('common.emptyFiltered')} />;
        // Choices in the order of their list, people by their numbers; what has no value comes last.
        const sorted = items.toSorted(
          (a, b) => Number(a.key === null) - Number(b.key === null) || place(a.key) - place(b.key),
        );
        const first = firstGroups(sorted);
        return (
          <>
            <div className={css.allGroups}>
              <Button size="small" onClick={() => groups.setAll(true)}>
                {t('lists.group.openAll')}
              </Button>
              <Button size="small" onClick={() => groups.setAll(false)}>
                {t('lists.group.closeAll')}
              </Button>
            </div>
            {field?.own?.type === 'multiChoice' ? <p className={css.note}>{t('lists.group.several')}</p> : null}
            {sorted.map(({ key, person, count, exact }) => (
              <OneGroup
                key={key ?? 'none'}
                name={
                  person?.name ?? field?.options.find((option) => option.value === key)?.label ?? t('lists.group.none')
                }
                open={groups.isOpen(key, first.has(key))}
                onClick={(open) => groups.click(key, open)}
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

type OneGroupProps = {
  name: string;
  count: string;
  open: boolean;
  onClick: (open: boolean) => void;
  children: () => ReactNode;
};

function OneGroup({ name, count, open, onClick, children }: OneGroupProps) {
  return (
    <section className={css.group}>
      <button type="button" className={css.groupHead} aria-expanded={open} onClick={() => onClick(!open)}>
        {open ? <DownOutlined aria-hidden /> : <RightOutlined aria-hidden />}
        <span>{name}</span>
        <span className={css.groupCount}>{count}</span>
      </button>
      {open ? <WhenNear>{children}</WhenNear> : null}
    </section>
  );
}

/** Draws its content once it comes near the window: two hundred open groups are not asked for at once. */
function WhenNear({ children }: { children: () => ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  const [near, setNear] = useState(false);
  useEffect(() => {
    if (!place.current || near) return;
    const observer = new IntersectionObserver((entries) => setNear(entries.some((entry) => entry.isIntersecting)), {
      rootMargin: '400px',
    });
    observer.observe(place.current);
    return () => observer.disconnect();
  }, [near]);
  return near ? children() : <div ref={place} className={css.coming} />;
}
