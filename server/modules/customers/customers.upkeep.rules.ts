import type { FieldCode } from '../../../contract/errors.ts';
import type { UpkeepPoint } from '../../../contract/upkeep.ts';
import { snoozeDays, snoozesInARow } from '../../../contract/upkeep.ts';
import { addDays } from '../../platform/time.ts';

/** Null is of a customer that lies in a pool: nobody has to keep its archive. */
export function isStale(staleAt: string | null, now: Date): boolean {
  return staleAt !== null && new Date(staleAt) <= now;
}

/** Built-in fields that an archive should have, and those whose values age. */
const wanted = ['segment', 'region', 'industry', 'level', 'phone', 'addresses'] as const;
const aging = ['phone', 'addresses', 'level', 'employees', 'annualRevenue', 'website'] as const;

type BuiltIn = (typeof wanted)[number] | (typeof aging)[number];

export type ArchiveFacts = {
  keptAt: string;
  createdAt: string;
  now: Date;
  today: string;
  /** Which built-in fields have a value. */
  filled: Readonly<Record<BuiltIn, boolean>>;
  /** When a field was last changed, by its name in history. */
  changed: ReadonlyMap<string, string>;
  /** When a point was last said to be right, by its key. */
  confirmed: ReadonlyMap<string, string>;
  /** Keys of compulsory own fields that apply and are empty. */
  blankOwn: readonly string[];
  contacts: readonly { id: string; name: string; lastMetOn: string | null; createdAt: string }[];
  nextStep: string | null;
  nextStepOn: string | null;
};

const mostOfAKind = 3;
const longUnmetDays = 90;

/**
 * What is probably out of date: what should be filled in and is not, the fields that nobody has touched for longest,
 * the contacts not met for longest, a next step whose day is past. A point that was said to be right since the archive
 * was last kept is left out, and no other takes its place.
 */
export function pointsOf(facts: ArchiveFacts): UpkeepPoint[] {
  const points = [...overdue(facts), ...blank(facts), ...untouched(facts), ...unmet(facts)];
  return points.filter(({ key }) => (facts.confirmed.get(key) ?? '') <= facts.keptAt);
}

function overdue({ nextStep, nextStepOn, today }: ArchiveFacts): UpkeepPoint[] {
  if (nextStepOn === null || nextStepOn >= today) return [];
  return [{ key: 'nextStep', reason: 'overdue', name: nextStep, since: `${nextStepOn}T00:00:00.000Z` }];
}

function blank({ filled, blankOwn }: ArchiveFacts): UpkeepPoint[] {
  const keys = [...blankOwn, ...wanted.filter((field) => !filled[field]).map((field) => `field.${field}`)];
  return keys.map((key) => ({ key, reason: 'blank', name: null, since: null }));
}

function untouched({ filled, changed, confirmed, keptAt, createdAt }: ArchiveFacts): UpkeepPoint[] {
  // What was confirmed since the archive was kept does not make room for others.
  const before = (at: string | undefined) => (at !== undefined && at <= keptAt ? at : createdAt);
  return aging
    .filter((field) => filled[field])
    .map((field) => {
      const touched = [changed.get(field) ?? createdAt, before(confirmed.get(`field.${field}`))].sort();
      return { key: `field.${field}`, reason: 'untouched' as const, name: null, since: touched.at(-1) ?? createdAt };
    })
    .sort((a, b) => a.since.localeCompare(b.since))
    .slice(0, mostOfAKind);
}

function unmet({ contacts, today }: ArchiveFacts): UpkeepPoint[] {
  const long = addDays(today, -longUnmetDays);
  return contacts
    .map(({ id, name, lastMetOn, createdAt }) => ({
      key: `contact.${id}`,
      reason: 'unmet' as const,
      name,
      since: lastMetOn ? `${lastMetOn}T00:00:00.000Z` : createdAt,
    }))
    .filter(({ since }) => since.slice(0, 10) < long)
    .sort((a, b) => a.since.localeCompare(b.since))
    .slice(0, mostOfAKind);
}

/** What is wrong with the day until which an archive is put off. */
export function snoozeMistake(until: string, today: string): { path: string; code: FieldCode } | null {
  if (until <= today) return { path: 'until', code: 'tooSmall' };
  return until > addDays(today, snoozeDays) ? { path: 'until', code: 'tooBig' } : null;
}

/** How often an archive will have been put off in a row; null when it was often enough. */
export function nextTime(last: { times: number; keptAt: string } | undefined, keptAt: string): number | null {
  const times = last && last.keptAt === keptAt ? last.times + 1 : 1;
  return times > snoozesInARow ? null : times;
}
