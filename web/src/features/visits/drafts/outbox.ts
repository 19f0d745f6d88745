/**
 * Commands of visits on their way to the server. Each is kept on the device before it is first sent and carries one
 * idempotency key for life, so that a lost answer, a closed tab or two tabs never make two visits of one.
 */
import type { ErrorBody } from '../../../../../contract/errors.ts';
import type { Place, RecordCommand } from './draft.ts';
import type { Store } from './draft-store.ts';
import { changed, deviceStore, dropDraft, noteCheckIn } from './draft-store.ts';

export type CheckInCommand = { customerId: string; planItemId: string | null; at: string; place: Place | null };
type Common = {
  id: string;
  idempotencyKey: string;
  draftId: string;
  customerName: string;
  createdAt: string;
  /** Sent at least once, so that the server may have it although no answer came. */
  isTried: boolean;
  /** The server's refusal; such a command waits for the person, not for the network. */
  refusal: ErrorBody | null;
};
export type Outgoing =
  | (Common & { kind: 'checkIn'; input: CheckInCommand })
  | (Common & { kind: 'record'; input: RecordCommand });

/** What the server made of a command: the visit. */
export type Sent = { id: string; version: number };
export type Send = (outgoing: Outgoing) => Promise<Sent>;
/** The server's refusal behind an error; null when the command may be sent again later. */
export type RefusalOf = (error: unknown) => ErrorBody | null;

const key = (personId: string) => `licheng.outbox.${personId}`;

export function readOutbox(personId: string, store: Store = deviceStore): Outgoing[] {
  try {
    return JSON.parse(store.getItem(key(personId)) ?? '[]') as Outgoing[];
  } catch {
    return [];
  }
}

function writeOutbox(personId: string, list: Outgoing[], store: Store): void {
  if (list.length === 0) store.removeItem(key(personId));
  else store.setItem(key(personId), JSON.stringify(list));
  changed();
}

function replace(personId: string, id: string, change: (entry: Outgoing) => Outgoing | null, store: Store): void {
  const list = readOutbox(personId, store).flatMap((entry) => (entry.id === id ? (change(entry) ?? []) : [entry]));
  writeOutbox(personId, list, store);
}

export function enqueue(personId: string, outgoing: Outgoing, store: Store = deviceStore): void {
  writeOutbox(personId, [...readOutbox(personId, store), outgoing], store);
}

/** Takes a command back. Only one that was never tried or that was refused: anything else may have arrived. */
export function takeBack(personId: string, id: string, store: Store = deviceStore): void {
  replace(personId, id, (entry) => (entry.isTried && !entry.refusal ? entry : null), store);
}

function settle(personId: string, outgoing: Outgoing, sent: Sent, store: Store): void {
  // The draft ends first: who sees the command gone and the draft still there knows that it was taken back.
  if (outgoing.kind === 'record') dropDraft(personId, outgoing.draftId, store);
  replace(personId, outgoing.id, () => null, store);
  if (outgoing.kind === 'record') return;
  noteCheckIn(personId, outgoing.draftId, sent, store);
  const list = readOutbox(personId, store).map((entry) =>
    entry.kind === 'record' && entry.draftId === outgoing.draftId && !entry.isTried
      ? { ...entry, input: { ...entry.input, visitId: sent.id, version: sent.version } }
      : entry,
  );
  writeOutbox(personId, list, store);
}

/**
 * Sends what waits, in order, and stops at the first that gets no answer. Answers what the server made of each, by the
 * command's id.
 */
export async function sendWaiting(
  personId: string,
  send: Send,
  refusalOf: RefusalOf,
  store: Store = deviceStore,
): Promise<Map<string, Sent>> {
  const results = new Map<string, Sent>();
  for (const { id } of readOutbox(personId, store)) {
    // Read again: a check-in just answered has put its visit into the record that follows it.
    const outgoing = readOutbox(personId, store).find((entry) => entry.id === id);
    if (!outgoing || outgoing.refusal) continue;
    replace(personId, id, (entry) => ({ ...entry, isTried: true }), store);
    try {
      const sent = await send(outgoing);
      results.set(id, sent);
      settle(personId, outgoing, sent, store);
    } catch (error) {
      const refusal = refusalOf(error);
      if (!refusal) break;
      replace(personId, id, (entry) => ({ ...entry, refusal }), store);
    }
  }
  return results;
}

let last: Promise<unknown> = Promise.resolve();

/** One sender at a time: across the tabs of this browser, or within this tab where the browser offers no locks. */
export function alone<R>(personId: string, work: () => Promise<R>): Promise<R> {
  if ('locks' in navigator) return navigator.locks.request(key(personId), work) as Promise<R>;
  const run = last.then(work, work);
  last = run.catch(() => undefined);
  return run;
}
