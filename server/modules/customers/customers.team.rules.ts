import type { TeamAccess } from '../../../contract/customers.ts';
import type { FieldCode } from '../../../contract/errors.ts';
import type { Member, TeamChange } from './customers.rules.ts';
import { teamChange, teamMistake } from './customers.rules.ts';

export type Place = Member & { access: TeamAccess; fromOn: string; untilOn: string | null };
/** What is left out stays as it is; a new place writes, from today, without an end. */
export type WantedPlace = Member & { access?: TeamAccess; fromOn?: string; untilOn?: string | null };

/** A team as wanted, each place complete. */
export function completePlaces(wanted: readonly WantedPlace[], known: readonly Place[], today: string): Place[] {
  const before = new Map(known.map((place) => [place.personId, place]));
  return wanted.map(({ personId, role, access, fromOn, untilOn }) => {
    const owns = role === 'owner';
    const place = before.get(personId);
    return {
      personId,
      role,
      access: owns ? 'write' : (access ?? place?.access ?? 'write'),
      // Who becomes the owner does so now, also when a place of theirs was planned for later.
      fromOn: fromOn ?? (place && !(owns && place.fromOn > today) ? place.fromOn : today),
      untilOn: owns ? null : untilOn === undefined ? (place?.untilOn ?? null) : untilOn,
    };
  });
}

/**
 * A team has exactly one owner, from now on, and nobody twice. A place ends today or later, not before it begins; one
 * that is held already does not begin later: then it ends now and another one is planned.
 */
export function placesMistake(
  places: readonly Place[],
  held: readonly Member[],
  today: string,
): { path: string; code: FieldCode } | null {
  const mistake = teamMistake(places);
  if (mistake) return mistake;
  const holders = new Set(held.map((member) => member.personId));
  for (const [index, { personId, role, fromOn, untilOn }] of places.entries()) {
    const later = fromOn > today;
    if (later && (role === 'owner' || holders.has(personId))) return { path: `team.${index}.fromOn`, code: 'order' };
    if (untilOn !== null && (untilOn < today || untilOn < fromOn)) {
      return { path: `team.${index}.untilOn`, code: 'order' };
    }
  }
  return null;
}

export type PlacesChange = TeamChange & {
  access: { personId: string; from: TeamAccess; to: TeamAccess }[];
  /** `to` is the last day; null without an end. */
  until: { personId: string; from: string | null; to: string | null }[];
  planned: Place[];
  unplanned: Member[];
};

type Teams = { held: readonly Place[]; planned: readonly Place[] };

export function placesChange(before: Teams, after: Teams): PlacesChange {
  const known = new Map(before.held.map((place) => [place.personId, place]));
  const stay = after.held.flatMap((place) => {
    const old = known.get(place.personId);
    return old ? [{ old, place }] : [];
  });
  const wanted = new Map(after.planned.map((place) => [place.personId, place]));
  const waiting = new Map(before.planned.map((place) => [place.personId, place]));
  return {
    ...teamChange(before.held, after.held),
    access: stay
      .filter(({ old, place }) => old.access !== place.access)
      .map(({ old, place }) => ({ personId: place.personId, from: old.access, to: place.access })),
    until: stay
      .filter(({ old, place }) => old.untilOn !== place.untilOn)
      .map(({ old, place }) => ({ personId: place.personId, from: old.untilOn, to: place.untilOn })),
    planned: after.planned.filter((place) => JSON.stringify(waiting.get(place.personId)) !== JSON.stringify(place)),
    unplanned: before.planned
      .filter(({ personId }) => !wanted.has(personId))
      .map(({ personId, role }) => ({ personId, role })),
  };
}
