import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ListEntry, ListName } from '../../../../contract/settings.ts';
import { api } from '../../lib/client.ts';

type Lists = {
  /** Name of an entry, retired ones included; null when there is none. */
  nameOf: (id: string | null | undefined) => string | null;
  /** What can be chosen: the entries in use and, when it is retired by now, the one that a record still has. */
  options: (list: ListName, current?: string | null) => { value: string; label: string }[];
  entries: (list: ListName) => ListEntry[];
  loading: boolean;
};

/** The lists that the company keeps itself: segments, regions, purposes, … */
export function useLists(): Lists {
  const { data, isPending } = useQuery(api.settings.lists.queryOptions({ staleTime: 300_000 }));
  return useMemo(() => {
    const items = data?.items ?? [];
    const names = new Map(items.map((entry) => [entry.id, entry.name]));
    const entries = (list: ListName) => items.filter((entry) => entry.list === list);
    return {
      nameOf: (id) => (id ? (names.get(id) ?? null) : null),
      options: (list, current) =>
        entries(list)
          .filter((entry) => !entry.retired || entry.id === current)
          .map((entry) => ({ value: entry.id, label: entry.name })),
      entries,
      loading: isPending,
    };
  }, [data, isPending]);
}
