import type { PersonRef } from '../../../../../contract/base.ts';
import type { HoldingKind } from '../../../../../contract/handovers.ts';

/** Who is to get what, as it is being chosen. */
export type Plan = {
  to: PersonRef | null;
  places: { key: number; entryId: string | null; to: PersonRef | null }[];
  single: Record<string, PersonRef>;
};

export const keyOf = (kind: HoldingKind, id: string) => `${kind} ${id}`;

/** The part of a command that says who gets what. */
export function inputOf(personId: string, plan: Plan) {
  return {
    personId,
    to: plan.to?.id ?? '',
    places: plan.places.flatMap(({ entryId, to }) => (entryId && to ? [{ entryId, to: to.id }] : [])),
    items: Object.entries(plan.single).map(([key, person]) => {
      const [kind = '', id = ''] = key.split(' ');
      return { kind: kind as HoldingKind, id, to: person.id };
    }),
  };
}
