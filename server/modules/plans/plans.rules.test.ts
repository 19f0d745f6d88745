import { describe, expect, test } from 'vitest';
import { AppError } from '../../platform/errors.ts';
import { figuresOf, planScore, rate } from './plans.month.rules.ts';
import type { ItemFacts, WeekFacts } from './plans.policy.ts';
import { itemCan, weekCan } from './plans.policy.ts';
import type { ItemFields } from './plans.rules.ts';
import {
  changedFields,
  checkDay,
  checkTimes,
  ensureAnswerable,
  ensureChangeable,
  ensureCorrectable,
  ensureDecidable,
  ensureEvaluable,
  ensureProven,
  ensureSubmittable,
  ensureUnlocked,
  hourFrom,
  isOnTime,
  kindOfFollowUp,
  kindWhenAdded,
  mergeFields,
} from './plans.rules.ts';

function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const [field] = error.fields ?? [];
    return field ? `${error.code} ${field.path} ${field.code}` : error.code;
  }
  return 'ok';
}

const open: ItemFacts = {
  ownerId: 'rep',
  assignedById: null,
  kind: 'routine',
  state: 'open',
  weekState: 'draft',
  monthClosed: false,
};
const item = (facts: Partial<ItemFacts>): ItemFacts => ({ ...open, ...facts });

const person = (id: string, ...below: string[]) => ({
  id,
  name: id,
  post: null,
  permissions: new Set<never>(),
  line: new Set([id, ...below]),
  everyone: false,
  sessionId: null,
  locale: 'zh-CN',
  mustChangePassword: false,
});
const rep = person('rep');
const manager = person('manager', 'rep');

describe('an open item', () => {
  test('is changed by its owner and by those above', () => {
    expect(codeOf(() => ensureChangeable('owner', open, ['title', 'day']))).toBe('ok');
    expect(codeOf(() => ensureChangeable('above', open, ['title', 'day']))).toBe('ok');
  });

  test('that somebody assigned is moved by its owner, its content stays', () => {
    const assigned = item({ assignedById: 'manager' });
    expect(codeOf(() => ensureChangeable('owner', assigned, ['day', 'startTime', 'endTime']))).toBe('ok');
    for (const field of ['title', 'expectedResult', 'customerId', 'importance', 'kind', 'activity'] as const) {
      expect(codeOf(() => ensureChangeable('owner', assigned, [field]))).toBe('common.forbidden');
    }
    expect(codeOf(() => ensureChangeable('above', assigned, ['title']))).toBe('ok');
  });

  test('of a submitted week is changed by those above only, unless it is ad-hoc', () => {
    const submitted = item({ weekState: 'submitted' });
    expect(codeOf(() => ensureChangeable('owner', submitted, ['day']))).toBe('plans.weekLocked');
    expect(codeOf(() => ensureChangeable('above', submitted, ['day']))).toBe('ok');
    expect(codeOf(() => ensureUnlocked('owner', submitted))).toBe('plans.weekLocked');
    expect(codeOf(() => ensureUnlocked('owner', { ...submitted, kind: 'adHoc' }))).toBe('ok');
  });

  test('of an approved week is moved by its owner; what it says they change only when it is ad-hoc', () => {
    const approved = item({ weekState: 'approved' });
    expect(codeOf(() => ensureChangeable('owner', approved, ['day']))).toBe('ok');
    expect(codeOf(() => ensureChangeable('owner', approved, ['title']))).toBe('plans.weekLocked');
    expect(codeOf(() => ensureChangeable('owner', { ...approved, kind: 'adHoc' }, ['title']))).toBe('ok');
  });
});

test('an item that is not open, or whose month is closed, does not change', () => {
  for (const state of ['completed', 'evaluated', 'cancelled'] as const) {
    expect(codeOf(() => ensureChangeable('above', item({ state }), ['day']))).toBe('plans.itemClosed');
  }
  expect(codeOf(() => ensureChangeable('above', item({ monthClosed: true }), ['day']))).toBe('plans.monthClosed');
});

test('what the owner adds to a week that was handed in is ad-hoc; a follow-up is ad-hoc unless the week is a draft', () => {
  expect(kindWhenAdded('owner', 'approved', 'routine')).toBe('adHoc');
  expect(kindWhenAdded('owner', 'submitted', 'routine')).toBe('adHoc');
  expect(kindWhenAdded('above', 'approved', 'routine')).toBe('routine');
  expect(kindWhenAdded('owner', 'draft', 'routine')).toBe('routine');
  expect([kindOfFollowUp('draft'), kindOfFollowUp('submitted'), kindOfFollowUp('approved')]).toEqual([
    'routine',
    'adHoc',
    'adHoc',
  ]);
});

test('completing needs a visit, a file or a note', () => {
  expect(codeOf(() => ensureProven({ visitIds: [], fileIds: [], workflowIds: [], note: null }))).toBe(
    'plans.proofRequired',
  );
  expect(codeOf(() => ensureProven({ visitIds: ['v'], fileIds: [], workflowIds: [], note: null }))).toBe('ok');
  expect(codeOf(() => ensureProven({ visitIds: [], fileIds: ['f'], workflowIds: [], note: null }))).toBe('ok');
  expect(codeOf(() => ensureProven({ visitIds: [], fileIds: [], workflowIds: ['w'], note: null }))).toBe('ok');
  expect(codeOf(() => ensureProven({ visitIds: [], fileIds: [], workflowIds: [], note: 'done' }))).toBe('ok');
});

test('on time is on the day or before', () => {
  expect(isOnTime('2026-11-22', '2026-11-22')).toBe(true);
  expect(isOnTime('2026-11-21', '2026-11-22')).toBe(true);
  expect(isOnTime('2026-11-23', '2026-11-22')).toBe(false);
});

test('evaluated is what is completed, and again until the month is closed; then it is corrected', () => {
  expect(codeOf(() => ensureEvaluable(item({ state: 'completed' })))).toBe('ok');
  expect(codeOf(() => ensureEvaluable(item({ state: 'evaluated' })))).toBe('ok');
  expect(codeOf(() => ensureEvaluable(item({ state: 'open' })))).toBe('plans.notEvaluable');
  expect(codeOf(() => ensureEvaluable(item({ state: 'cancelled' })))).toBe('plans.notEvaluable');
  expect(codeOf(() => ensureEvaluable(item({ state: 'evaluated', monthClosed: true })))).toBe('plans.monthClosed');
  expect(codeOf(() => ensureEvaluable(item({ state: 'completed', monthClosed: true })))).toBe('plans.monthClosed');
  expect(codeOf(() => ensureCorrectable(item({ state: 'evaluated', monthClosed: true })))).toBe('ok');
  expect(codeOf(() => ensureCorrectable(item({ state: 'evaluated' })))).toBe('plans.notEvaluable');
  expect(codeOf(() => ensureCorrectable(item({ state: 'completed', monthClosed: true })))).toBe('plans.notEvaluable');
  expect(codeOf(() => ensureAnswerable(item({ state: 'completed' })))).toBe('plans.notEvaluable');
  expect(codeOf(() => ensureAnswerable(item({ state: 'evaluated', monthClosed: true })))).toBe('ok');
});

test('a week is handed in as a draft with something to do, and decided on once', () => {
  expect(codeOf(() => ensureSubmittable({ state: 'draft', open: 1 }))).toBe('ok');
  expect(codeOf(() => ensureSubmittable({ state: 'draft', open: 0 }))).toBe('common.invalid items required');
  expect(codeOf(() => ensureSubmittable({ state: 'submitted', open: 1 }))).toBe('plans.weekLocked');
  expect(codeOf(() => ensureDecidable('submitted'))).toBe('ok');
  expect(codeOf(() => ensureDecidable('approved'))).toBe('plans.weekLocked');
  expect(codeOf(() => ensureDecidable('draft'))).toBe('common.conflict');
});

test('times are both given, the end after the start', () => {
  expect(codeOf(() => checkTimes(null, null))).toBe('ok');
  expect(codeOf(() => checkTimes('09:00', '10:00'))).toBe('ok');
  expect(codeOf(() => checkTimes('09:00', null))).toBe('common.invalid endTime required');
  expect(codeOf(() => checkTimes(null, '10:00'))).toBe('common.invalid startTime required');
  expect(codeOf(() => checkTimes('10:00', '10:00'))).toBe('common.invalid endTime order');
  expect(codeOf(() => checkTimes('10:00', '09:59'))).toBe('common.invalid endTime order');
});

test('a plan reaches a year back and three years ahead', () => {
  const today = '2026-11-22';
  expect(codeOf(() => checkDay('day', '2025-11-21', today))).toBe('ok');
  expect(codeOf(() => checkDay('day', '2025-11-20', today))).toBe('common.invalid day tooSmall');
  expect(codeOf(() => checkDay('day', '2029-11-22', today))).toBe('ok');
  expect(codeOf(() => checkDay('day', '2029-11-23', today))).toBe('common.invalid day tooBig');
});

test('a follow-up with a time takes an hour, within its day', () => {
  expect(hourFrom(null)).toEqual({ startTime: null, endTime: null });
  expect(hourFrom('09:05')).toEqual({ startTime: '09:05', endTime: '10:05' });
  expect(hourFrom('23:30')).toEqual({ startTime: '23:30', endTime: '23:59' });
  expect(hourFrom('23:59')).toEqual({ startTime: '23:58', endTime: '23:59' });
});

test('an input changes what it names; an empty expectation is none', () => {
  const current: ItemFields = {
    customerId: 'c',
    kind: 'routine',
    activity: 'visit',
    title: 'a',
    expectedResult: 'b',
    importance: 2,
    day: '2026-11-22',
    startTime: '09:00',
    endTime: '10:00',
  };
  const next = mergeFields(current, { expectedResult: '', startTime: null, endTime: null, title: 'a' });
  expect(next).toEqual({ ...current, expectedResult: null, startTime: null, endTime: null });
  expect(changedFields(current, next)).toEqual(['startTime', 'endTime', 'expectedResult']);
  expect(mergeFields(current, { customerId: null }).customerId).toBeNull();
});

describe('what a person may do', () => {
  const nothing = { update: false, complete: false, cancel: false, evaluate: false, reply: false, correct: false };
  test.each([
    ['the owner of an open item', rep, {}, { update: true, complete: true, cancel: true }],
    ['the owner of an assigned item', rep, { assignedById: 'manager' }, { update: true, complete: true }],
    ['the owner in a submitted week', rep, { weekState: 'submitted' }, { complete: true }],
    ['someone above in a submitted week', manager, { weekState: 'submitted' }, { update: true, cancel: true }],
    ['someone above an open item', manager, {}, { update: true, cancel: true }],
    ['the owner of a completed item', rep, { state: 'completed' }, {}],
    ['someone above a completed item', manager, { state: 'completed' }, { evaluate: true }],
    ['the owner of an evaluated item', rep, { state: 'evaluated' }, { reply: true }],
    ['someone above an evaluated item', manager, { state: 'evaluated' }, { evaluate: true, reply: true }],
    ['someone above after closing', manager, { state: 'evaluated', monthClosed: true }, { reply: true, correct: true }],
    ['the owner after closing', rep, { monthClosed: true }, {}],
    ['someone else', person('other'), { state: 'evaluated' }, {}],
  ] as const)('%s', (_name, actor, facts, expected) => {
    expect(itemCan(actor, item(facts))).toEqual({ ...nothing, ...expected });
  });

  test('weeks are handed in by their owner and decided on above', () => {
    const week = (facts: Partial<WeekFacts>): WeekFacts => ({
      ownerId: 'rep',
      state: 'draft',
      open: 1,
      hasSupervisor: true,
      ...facts,
    });
    const none = { add: false, submit: false, approve: false, return: false };
    expect(weekCan(rep, week({}))).toEqual({ ...none, add: true, submit: true });
    expect(weekCan(rep, week({ open: 0 }))).toEqual({ ...none, add: true });
    expect(weekCan(rep, week({ hasSupervisor: false }))).toEqual({ ...none, add: true });
    expect(weekCan(rep, week({ state: 'submitted' }))).toEqual({ ...none, add: true });
    expect(weekCan(rep, week({ state: 'approved' }))).toEqual({ ...none, add: true });
    expect(weekCan(manager, week({}))).toEqual({ ...none, add: true });
    expect(weekCan(manager, week({ state: 'submitted' }))).toEqual({ ...none, add: true, approve: true, return: true });
  });
});

test('the plan score is the mean weighted by importance, two decimals', () => {
  expect(planScore(0, 0)).toBeNull();
  expect(planScore(4.5 * 3 + 3 * 1, 4)).toBe(4.13);
  expect(planScore(4 * 1 + 4.5 * 2, 3)).toBe(4.33);
  expect(planScore(5, 1)).toBe(5);
});

test('rates are parts of what they are parts of', () => {
  expect(rate(0, 0)).toBeNull();
  expect(rate(3, 4)).toBe(0.75);
  const sums = {
    items: 5,
    due: 4,
    completed: 3,
    onTime: 2,
    evaluated: 1,
    unanswered: 0,
    weightedScores: 8,
    weights: 2,
  };
  expect(figuresOf(sums)).toEqual({
    items: 5,
    due: 4,
    completed: 3,
    onTime: 2,
    evaluated: 1,
    unanswered: 0,
    planScore: 4,
    completionRate: 0.75,
    onTimeRate: 2 / 3,
  });
});
