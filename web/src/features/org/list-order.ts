import type { ListEntry } from '../../../../contract/settings.ts';

type Move = { id: string; version: number; position: number };

/** Entries after one of them went a place up (-1) or down (1). */
export function moved<E>(entries: E[], index: number, step: -1 | 1): E[] {
  const target = index + step;
  const [entry] = entries.slice(index, index + 1);
  if (entry === undefined || target < 0 || target >= entries.length) return entries;
  return entries.with(index, entries[target] as E).with(target, entry);
}

/** What has to be written so that the entries keep this order: only the places that change. */
export function movesFor(ordered: Pick<ListEntry, 'id' | 'version' | 'position'>[]): Move[] {
  return ordered.flatMap(({ id, version, position }, index) =>
    position === index + 1 ? [] : [{ id, version, position: index + 1 }],
  );
}
