/**
 * Drafts on this device, each person's apart. They outlive the tab and the session: only saving or throwing away ends
 * one.
 */
import { useSyncExternalStore } from 'react';
import type { CheckIn, VisitDraft } from './draft.ts';
import { hasContent } from './draft.ts';

/** The part of the browser's storage that is used here. */
export type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> & {
  keys: () => string[];
  /** Whether what was set under a key outlives the tab. */
  isLasting: (key: string) => boolean;
};

/** A store over the browser's; what it has no room for is held until the tab closes. */
export function storeOver(storage: () => Storage): Store {
  const held = new Map<string, string>();
  return {
    getItem: (key) => held.get(key) ?? storage().getItem(key),
    setItem: (key, value) => {
      try {
        storage().setItem(key, value);
        held.delete(key);
      } catch {
        held.set(key, value);
      }
    },
    removeItem: (key) => {
      held.delete(key);
      storage().removeItem(key);
    },
    keys: () => [...new Set([...Object.keys(storage()), ...held.keys()])],
    isLasting: (key) => !held.has(key),
  };
}

export const deviceStore = storeOver(() => localStorage);

const prefix = (personId: string) => `licheng.visit.${personId}.`;
const listeners = new Set<() => void>();
let edition = 0;

/** Tells everyone who shows drafts or queued visits to look again. */
export function changed(): void {
  edition += 1;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  const onStorage = (event: StorageEvent) => {
    if (event.key === null || event.key.startsWith('licheng.')) changed();
  };
  listeners.add(listener);
  window.addEventListener('storage', onStorage);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', onStorage);
  };
}

/** Renders again whenever drafts or the queue change, in this tab or another. */
export function useDeviceEdition(): number {
  return useSyncExternalStore(subscribe, () => edition);
}

function read(text: string | null): VisitDraft | null {
  try {
    return text ? (JSON.parse(text) as VisitDraft) : null;
  } catch {
    return null;
  }
}

/** Own drafts, the last touched first. */
export function listDrafts(personId: string, store = deviceStore): VisitDraft[] {
  return store
    .keys()
    .filter((key) => key.startsWith(prefix(personId)))
    .flatMap((key) => read(store.getItem(key)) ?? [])
    .sort((a, b) => b.updatedAt.localeCompare(a.updatedAt));
}

export function readDraft(personId: string, id: string, store = deviceStore): VisitDraft | null {
  return read(store.getItem(prefix(personId) + id));
}

export type Subject = { itemId?: string | undefined; visitId?: string | undefined; customerId?: string | undefined };

/** The draft of a plan item, of a visit checked in before, or of a visit to a customer on the spot. */
export function findDraft(personId: string, subject: Subject, store = deviceStore): VisitDraft | null {
  const isMeant = (draft: VisitDraft) => {
    if (subject.visitId && draft.visit?.id === subject.visitId) return true;
    if (subject.itemId) return draft.item?.id === subject.itemId;
    return !subject.visitId && draft.item === null && draft.customer.id === subject.customerId;
  };
  return listDrafts(personId, store).find(isMeant) ?? null;
}

/** Keeps a draft, or lets go of one that has become empty. False when it would not outlive the tab. */
export function keepDraft(personId: string, draft: VisitDraft, store = deviceStore): boolean {
  const key = prefix(personId) + draft.id;
  if (hasContent(draft)) store.setItem(key, JSON.stringify(draft));
  else store.removeItem(key);
  changed();
  return store.isLasting(key);
}

export function dropDraft(personId: string, id: string, store = deviceStore): void {
  store.removeItem(prefix(personId) + id);
  changed();
}

/** Notes on a kept draft that the server has its check-in. */
export function noteCheckIn(
  personId: string,
  id: string,
  visit: { id: string; version: number },
  store = deviceStore,
): void {
  const draft = readDraft(personId, id, store);
  if (!draft) return;
  const checkIn: CheckIn | null = draft.checkIn && { ...draft.checkIn, isSent: true };
  keepDraft(personId, { ...draft, visit, checkIn }, store);
}
