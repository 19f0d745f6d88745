import { createHash } from 'node:crypto';
import type { HoldingKind } from '../../../contract/handovers.ts';
import type { Held, Move } from '../../platform/holdings.ts';

export type HeldKind = { kind: HoldingKind; items: readonly Held[] };

export type Plan = {
  personId: string;
  to: string;
  places: readonly { entryId: string; to: string }[];
  items: readonly { kind: HoldingKind; id: string; to: string }[];
};

export type Assigned = { kind: HoldingKind; moves: Move[] };

/** Tells whether what a person holds is still what was shown. */
export function stampOf(kinds: readonly HeldKind[]): string {
  const text = kinds.map(({ kind, items }) => [kind, ...items.map(({ id, version }) => `${id}${version}`)].join(' '));
  return createHash('sha256').update(text.join('\n')).digest('hex').slice(0, 32);
}

/** What plan items, visits and requests belong to and go with. */
export const isPlace = (kind: HoldingKind): boolean => kind === 'customers' || kind === 'teamPlaces';

/** What other things may be bound to. */
const isRoot = (kind: HoldingKind): boolean => isPlace(kind) || kind === 'pools' || kind === 'subordinates';

/**
 * To whom each thing goes: what is bound to another one, with it; what is named singly; what belongs to a customer that
 * is handed over, with it; then by segment or region; the rest to the one receiver.
 */
export function assign(kinds: readonly HeldKind[], plan: Plan): Assigned[] {
  const single = new Map(plan.items.map(({ kind, id, to }) => [`${kind} ${id}`, to]));
  const places = new Map(plan.places.map(({ entryId, to }) => [entryId, to]));
  const byPlace = ({ segmentId, regionId }: Held) => places.get(segmentId ?? '') ?? places.get(regionId ?? '');
  const roots = new Map<string, string>();
  const receiverOf = (kind: HoldingKind, item: Held) =>
    roots.get(item.boundTo ?? '') ??
    single.get(`${kind} ${item.id}`) ??
    (isRoot(kind) ? undefined : roots.get(item.customerId ?? '')) ??
    byPlace(item) ??
    plan.to;
  for (const { kind, items } of kinds.filter((one) => isRoot(one.kind))) {
    for (const item of items) roots.set(item.id, receiverOf(kind, item));
  }
  return kinds.map(({ kind, items }) => ({
    kind,
    moves: items.map((item) => ({ id: item.id, to: receiverOf(kind, item) })),
  }));
}

/** More than these are handed over by a job. */
const mostAtOnce = 1000;

export function isLarge(assigned: readonly Assigned[]): boolean {
  return assigned.reduce((sum, { moves }) => sum + moves.length, 0) > mostAtOnce;
}

/** Parts of a size that one statement carries well. */
export function inChunks(moves: readonly Move[], size = mostAtOnce): Move[][] {
  return Array.from({ length: Math.ceil(moves.length / size) }, (_, index) =>
    moves.slice(index * size, (index + 1) * size),
  );
}

export type Receiver = {
  id: string;
  permissions: readonly string[];
  /** Whom of the subordinates that are handed over the receiver stands below. */
  below: readonly string[];
};

export type Refusal = {
  kind: HoldingKind;
  receiverId: string;
  reason: 'self' | 'outOfScope' | 'permission' | 'cycle';
};

/** What cannot be given to whom it is meant for; `receivers` are those that the actor may give to. */
export function refusalsOf(
  assigned: readonly Assigned[],
  personId: string,
  receivers: ReadonlyMap<string, Receiver>,
  needs: ReadonlyMap<HoldingKind, string | undefined>,
): Refusal[] {
  return assigned.flatMap(({ kind, moves }) =>
    [...new Set(moves.map((move) => move.to))].flatMap((receiverId): Refusal[] => {
      const receiver = receivers.get(receiverId);
      const needed = needs.get(kind);
      const given = moves.filter((move) => move.to === receiverId);
      if (receiverId === personId) return [{ kind, receiverId, reason: 'self' }];
      if (!receiver) return [{ kind, receiverId, reason: 'outOfScope' }];
      if (needed && !receiver.permissions.includes(needed)) return [{ kind, receiverId, reason: 'permission' }];
      const circles = kind === 'subordinates' && given.some((move) => receiver.below.includes(move.id));
      return circles ? [{ kind, receiverId, reason: 'cycle' }] : [];
    }),
  );
}
