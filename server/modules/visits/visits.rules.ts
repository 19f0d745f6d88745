import type { z } from 'zod';
import type { PlanItem } from '../../../contract/plans.ts';
import type { recordFields } from '../../../contract/visits.ts';
import { ensure, invalid } from '../../platform/errors.ts';
import { addDays } from '../../platform/time.ts';
import type { VisitFacts } from './visits.policy.ts';

/** The facts of a record as the contract lets them in. */
export type RecordFields = z.output<z.ZodObject<typeof recordFields>>;

const hour = 3_600_000;
/** A device without network hands its check-in over within three days. */
const offline = 72 * hour;
/** Clocks of devices differ; that much ahead still means now. */
const skew = hour / 12;

/** The instant of a check-in; the device's own time counts when it can be true. */
export function checkInTime(at: string | undefined, now: Date): Date {
  if (at === undefined) return now;
  const said = Date.parse(at);
  if (said > now.getTime() + skew) throw invalid('at', 'tooBig');
  if (said < now.getTime() - offline) throw invalid('at', 'tooSmall');
  return new Date(Math.min(said, now.getTime()));
}

/** A visit is recorded when it has happened, within a year. */
export function checkVisitDay(visitedOn: string, today: string): void {
  if (visitedOn > today) throw invalid('visitedOn', 'tooBig');
  if (visitedOn < addDays(today, -366)) throw invalid('visitedOn', 'tooSmall');
}

/** What follows a visit is not due before it, and within three years; what goes into the plan needs its day. */
export function checkFollowUps(record: RecordFields, visitedOn: string): void {
  const due = (path: string, day: string | null | undefined) => {
    if (day && day < visitedOn) throw invalid(path, 'order');
    if (day && day > addDays(visitedOn, 1096)) throw invalid(path, 'tooBig');
  };
  if (record.nextStepOn && !record.nextStep) throw invalid('nextStep', 'required');
  if (record.nextStepTime && !record.nextStepOn) throw invalid('nextStepOn', 'required');
  due('nextStepOn', record.nextStepOn);
  for (const [index, commitment] of (record.commitments ?? []).entries()) {
    const path = `commitments.${index}.dueOn`;
    due(path, commitment.dueOn);
    if (isPlanned(commitment) && !commitment.dueOn) throw invalid(path, 'required');
  }
}

/** Only what we promised ourselves becomes a plan item. */
export function isPlanned(commitment: { side: 'ours' | 'theirs'; plan?: boolean }): boolean {
  return commitment.side === 'ours' && commitment.plan === true;
}

/** What kind of work a next step is, by the word that it begins with. */
export function activityOf(step: string): PlanItem['activity'] {
  if (/^(?:打?电话|致电|打電話|電話|致電|call\b|phone\b)/i.test(step)) return 'call';
  if (/^(?:拜访|回访|拜訪|回訪|visit\b)/i.test(step)) return 'visit';
  return 'other';
}

/** A commitment as the title of a plan item, at most 200 characters, never half a character. */
export function titleOf(commitment: string): string {
  return commitment
    .slice(0, 200)
    .replace(/[\ud800-\udbff]$/, '')
    .trim();
}

/** A competitor named twice is one; both offers stay. */
export function mergeOffers(offers: readonly { competitorId: string; offer: string | null }[]) {
  const merged = new Map<string, string | null>();
  for (const { competitorId, offer } of offers) {
    const known = merged.get(competitorId);
    merged.set(competitorId, known && offer && known !== offer ? `${known}\n${offer}` : (offer ?? known ?? null));
  }
  return [...merged].map(([competitorId, offer]) => ({ competitorId, offer }));
}

export function ensureUnrecorded(visit: Pick<VisitFacts, 'state'>): void {
  ensure(visit.state === 'checkedIn', 'visits.alreadyRecorded');
}

/** What is recorded is changed until its month is closed. */
export function ensureChangeable(visit: Pick<VisitFacts, 'state' | 'monthClosed'>): void {
  ensure(visit.state === 'recorded', 'common.conflict');
  ensure(!visit.monthClosed, 'plans.monthClosed');
}
