import type { TeamRole } from '../../../contract/customers.ts';
import type { FieldCode } from '../../../contract/errors.ts';

export type Change = { field: string; from: unknown; to: unknown };

/** What of `wanted` differs from the record as it is; a field that is not mentioned stays. */
export function changesOf(
  current: Readonly<Record<string, unknown>>,
  wanted: Readonly<Record<string, unknown>>,
): Change[] {
  return Object.entries(wanted)
    .filter(([, to]) => to !== undefined)
    .map(([field, to]) => ({ field, from: current[field] ?? null, to: to === '' ? null : to }))
    .filter(({ from, to }) => JSON.stringify(from) !== JSON.stringify(to));
}

export type Member = { personId: string; role: TeamRole };

/** A team has exactly one owner and nobody twice. */
export function teamMistake(team: readonly Member[]): { path: string; code: FieldCode } | null {
  const owners = team.filter((member) => member.role === 'owner').length;
  if (owners !== 1) return { path: 'team', code: owners === 0 ? 'required' : 'choice' };
  const repeated = team.findIndex(
    (member, index) => team.findIndex((other) => other.personId === member.personId) < index,
  );
  return repeated === -1 ? null : { path: `team.${repeated}.personId`, code: 'taken' };
}

export type TeamChange = {
  added: Member[];
  removed: Member[];
  changed: { personId: string; from: TeamRole; to: TeamRole }[];
};

export function teamChange(before: readonly Member[], after: readonly Member[]): TeamChange {
  const roles = new Map(before.map((member) => [member.personId, member.role]));
  const kept = new Set(after.map((member) => member.personId));
  return {
    added: after.filter((member) => !roles.has(member.personId)),
    removed: before.filter((member) => !kept.has(member.personId)),
    changed: after.flatMap(({ personId, role }) => {
      const from = roles.get(personId);
      return from && from !== role ? [{ personId, from, to: role }] : [];
    }),
  };
}
