import { describe, expect, test } from 'vitest';
import { AppError } from '../../platform/errors.ts';
import { visitCan } from './visits.policy.ts';
import type { RecordFields } from './visits.rules.ts';
import {
  activityOf,
  checkFollowUps,
  checkInTime,
  checkVisitDay,
  ensureChangeable,
  ensureUnrecorded,
  mergeOffers,
  titleOf,
} from './visits.rules.ts';

function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const [field] = error.fields ?? [];
    return field ? `${field.path} ${field.code}` : error.code;
  }
  return 'ok';
}

const now = new Date('2026-11-18T02:00:00.000Z');

describe('the time of a check-in', () => {
  test('is now unless the device says another', () => {
    expect(checkInTime(undefined, now)).toEqual(now);
    expect(checkInTime('2026-11-18T09:30:00+08:00', now)).toEqual(new Date('2026-11-18T01:30:00Z'));
  });

  test('reaches 72 hours back and not ahead; a device that is minutes ahead means now', () => {
    expect(checkInTime('2026-11-15T02:00:00Z', now)).toEqual(new Date('2026-11-15T02:00:00Z'));
    expect(codeOf(() => checkInTime('2026-11-15T01:59:59Z', now))).toBe('at tooSmall');
    expect(checkInTime('2026-11-18T02:04:00Z', now)).toEqual(now);
    expect(codeOf(() => checkInTime('2026-11-18T02:06:00Z', now))).toBe('at tooBig');
  });
});

test('a visit is recorded when it has happened, within a year', () => {
  expect(codeOf(() => checkVisitDay('2026-11-18', '2026-11-18'))).toBe('ok');
  expect(codeOf(() => checkVisitDay('2026-11-19', '2026-11-18'))).toBe('visitedOn tooBig');
  expect(codeOf(() => checkVisitDay('2025-11-16', '2026-11-18'))).toBe('visitedOn tooSmall');
});

test('what follows is not due before the visit; what is planned has its day', () => {
  const check = (record: Partial<RecordFields>) =>
    codeOf(() => checkFollowUps({ discussed: 'x', ...record }, '2026-11-18'));
  expect(check({})).toBe('ok');
  expect(check({ nextStep: '寄样', nextStepOn: '2026-11-18', nextStepTime: '10:00' })).toBe('ok');
  expect(check({ nextStep: '寄样' })).toBe('ok');
  expect(check({ nextStepOn: '2026-11-19' })).toBe('nextStep required');
  expect(check({ nextStep: '寄样', nextStepTime: '10:00' })).toBe('nextStepOn required');
  expect(check({ nextStep: '寄样', nextStepOn: '2026-11-17' })).toBe('nextStepOn order');
  expect(check({ nextStep: '寄样', nextStepOn: '2199-01-01' })).toBe('nextStepOn tooBig');
  const ours = { side: 'ours', text: '报价', dueOn: null } as const;
  expect(check({ commitments: [ours] })).toBe('ok');
  expect(check({ commitments: [{ ...ours, plan: true }] })).toBe('commitments.0.dueOn required');
  expect(check({ commitments: [{ ...ours, side: 'theirs', plan: true }] })).toBe('ok');
  expect(check({ commitments: [ours, { ...ours, dueOn: '2026-11-01' }] })).toBe('commitments.1.dueOn order');
});

test.each([
  ['电话确认排期', 'call'],
  ['致电王总', 'call'],
  ['Call the buyer', 'call'],
  ['callback', 'other'],
  ['拜访采购', 'visit'],
  ['Visit the plant', 'visit'],
  ['寄出样品', 'other'],
])('%s is a %s', (step, activity) => {
  expect(activityOf(step)).toBe(activity);
});

test('a long commitment is cut to a title without half a character', () => {
  expect(titleOf('报价')).toBe('报价');
  expect(titleOf(`${'a'.repeat(199)}😀b`)).toBe('a'.repeat(199));
  expect(titleOf('a'.repeat(300))).toHaveLength(200);
});

test('a competitor named twice is one with both offers', () => {
  expect(
    mergeOffers([
      { competitorId: 'a', offer: '降价 3%' },
      { competitorId: 'b', offer: null },
      { competitorId: 'a', offer: '账期 90 天' },
      { competitorId: 'a', offer: null },
      { competitorId: 'b', offer: '送样' },
    ]),
  ).toEqual([
    { competitorId: 'a', offer: '降价 3%\n账期 90 天' },
    { competitorId: 'b', offer: '送样' },
  ]);
});

test('a visit is recorded once, and changed by its maker until its month is closed', () => {
  expect(codeOf(() => ensureUnrecorded({ state: 'recorded' }))).toBe('visits.alreadyRecorded');
  expect(codeOf(() => ensureChangeable({ state: 'recorded', monthClosed: false }))).toBe('ok');
  expect(codeOf(() => ensureChangeable({ state: 'recorded', monthClosed: true }))).toBe('plans.monthClosed');
  expect(codeOf(() => ensureChangeable({ state: 'checkedIn', monthClosed: false }))).toBe('common.conflict');
  const actor = {
    id: 'rep',
    name: 'rep',
    post: null,
    permissions: new Set<never>(),
    line: new Set(['rep']),
    everyone: false,
    sessionId: null,
    locale: 'zh-CN',
    mustChangePassword: false,
  };
  expect(visitCan(actor, { ownerId: 'rep', state: 'recorded', monthClosed: false })).toEqual({ update: true });
  expect(visitCan(actor, { ownerId: 'rep', state: 'recorded', monthClosed: true })).toEqual({ update: false });
  expect(visitCan(actor, { ownerId: 'rep', state: 'checkedIn', monthClosed: false })).toEqual({ update: false });
  expect(visitCan(actor, { ownerId: 'other', state: 'recorded', monthClosed: false })).toEqual({ update: false });
});
