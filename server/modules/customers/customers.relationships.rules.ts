import type { DecisionRole } from '../../../contract/contacts.shapes.ts';
import type { TeamRole } from '../../../contract/customers.ts';
import type { Gap } from '../../../contract/relationships.ts';
import { daysBetween } from '../../platform/time.ts';

/** From here on somebody counts as known: less is having met. */
const known = 2;

/** The day from which a relationship fades: the last touch, or the day on which its strength was set. */
export function fadesSince({ setOn, lastTouchOn }: { setOn: string; lastTouchOn: string | null }): string {
  return lastTouchOn !== null && lastTouchOn > setOn ? lastTouchOn : setOn;
}

/** What is left of a strength: one step less for every `decayDays` days since then, never below 0. */
export function faded(strength: number, since: string, today: string, decayDays: number): number {
  const steps = Math.floor(Math.max(0, daysBetween(since, today)) / decayDays);
  return Math.max(0, strength - steps);
}

export type MatrixContact = {
  id: string;
  decisionRole: DecisionRole | null;
  leftOn: string | null;
  succession: 'open' | 'named' | 'none' | null;
};
export type MatrixEdge = { contactId: string; personId: string; strength: number; shown: number };
export type MatrixMember = { personId: string; role: TeamRole };
export type Coverage = { decisionRole: DecisionRole; teamRole: TeamRole };

export type MatrixFacts = {
  contacts: readonly MatrixContact[];
  edges: readonly MatrixEdge[];
  team: readonly MatrixMember[];
  coverages: readonly Coverage[];
};

/** What a customer's relationships lack, the most urgent first. Who has left counts for their successor alone. */
export function gapsOf({ contacts, edges, team, coverages }: MatrixFacts): Gap[] {
  const present = contacts.filter((contact) => contact.leftOn === null);
  const here = new Set(present.map((contact) => contact.id));
  const live = edges.filter((edge) => here.has(edge.contactId));
  return [
    ...contacts
      .filter((contact) => contact.succession === 'open')
      .map((contact): Gap => ({ kind: 'noSuccessor', contactId: contact.id })),
    ...decisionGaps(present, live),
    ...threadGaps(present, live),
    ...coverageGaps(present, live, team, coverages),
    ...live
      .filter((edge) => edge.strength >= known && edge.shown < known)
      .map(({ contactId, personId }): Gap => ({ kind: 'cold', contactId, personId })),
  ];
}

function decisionGaps(present: readonly MatrixContact[], live: readonly MatrixEdge[]): Gap[] {
  const makers = present.filter((contact) => contact.decisionRole === 'decisionMaker');
  if (present.length > 0 && makers.length === 0) return [{ kind: 'decisionMakerMissing' }];
  return makers
    .filter((maker) => !live.some((edge) => edge.contactId === maker.id && edge.shown > 0))
    .map((maker) => ({ kind: 'decisionMakerUnknown', contactId: maker.id }));
}

/** An account hangs on one thread when only one of us knows anybody, or everybody knows only one of them. */
function threadGaps(present: readonly MatrixContact[], live: readonly MatrixEdge[]): Gap[] {
  if (present.length === 0) return [];
  const threads = live.filter((edge) => edge.shown >= known);
  const ours = [...new Set(threads.map((edge) => edge.personId))];
  const theirs = [...new Set(threads.map((edge) => edge.contactId))];
  if (threads.length === 0) return [{ kind: 'nobodyKnown' }];
  return [
    ...ours.filter(() => ours.length === 1).map((personId): Gap => ({ kind: 'oneOfUs', personId })),
    ...theirs.filter(() => theirs.length === 1).map((contactId): Gap => ({ kind: 'oneOfThem', contactId })),
  ];
}

function coverageGaps(
  present: readonly MatrixContact[],
  live: readonly MatrixEdge[],
  team: readonly MatrixMember[],
  coverages: readonly Coverage[],
): Gap[] {
  const holds = ({ decisionRole, teamRole }: Coverage) =>
    live.some(
      (edge) =>
        edge.shown >= known &&
        present.some((contact) => contact.id === edge.contactId && contact.decisionRole === decisionRole) &&
        team.some((member) => member.personId === edge.personId && member.role === teamRole),
    );
  return coverages
    .filter((coverage) => !holds(coverage))
    .map(({ decisionRole, teamRole }) => ({ kind: 'uncovered', decisionRole, teamRole }));
}
