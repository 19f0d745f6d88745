import { describe, expect, test } from 'vitest';
import type { ArchiveFacts } from './customers.upkeep.rules.ts';
import { nextTime, pointsOf, snoozeMistake } from './customers.upkeep.rules.ts';

const full: ArchiveFacts = {
  keptAt: '2026-02-01T00:00:00.000Z',
  createdAt: '2025-01-01T00:00:00.000Z',
  now: new Date('2026-03-10T00:00:00Z'),
  today: '2026-03-10',
  filled: {
    segment: true,
    region: true,
    industry: true,
    level: true,
    phone: true,
    addresses: true,
    employees: true,
    annualRevenue: true,
    website: true,
  },
  changed: new Map([
    ['phone', '2026-02-01T00:00:00.000Z'],
    ['level', '2025-06-01T00:00:00.000Z'],
  ]),
  confirmed: new Map(),
  blankOwn: [],
  contacts: [],
  nextStep: null,
  nextStepOn: null,
};
const keys = (facts: Partial<ArchiveFacts>) => pointsOf({ ...full, ...facts }).map((point) => point.key);

describe('what is probably out of date', () => {
  test('the three fields that nobody has touched for longest', () => {
    expect(keys({})).toEqual(['field.addresses', 'field.employees', 'field.annualRevenue']);
    const changed = new Map([
      ...full.changed,
      ['addresses', '2026-01-01T00:00:00.000Z'],
      ['employees', '2026-01-02T00:00:00.000Z'],
    ]);
    expect(keys({ changed })).toEqual(['field.annualRevenue', 'field.website', 'field.level']);
  });

  test('what should be filled in, own fields first', () => {
    const filled = { ...full.filled, phone: false, region: false };
    expect(keys({ filled, blankOwn: ['own.x'] }).slice(0, 3)).toEqual(['own.x', 'field.region', 'field.phone']);
  });

  test('contacts not met for long, and a next step whose day is past', () => {
    const contact = (id: string, lastMetOn: string | null) => ({ id, name: id, lastMetOn, createdAt: full.createdAt });
    const contacts = [contact('met', '2026-03-01'), contact('long', '2025-06-01'), contact('never', null)];
    const found = keys({ contacts, nextStep: '报价', nextStepOn: '2026-03-09' });
    expect(found.filter((key) => !key.startsWith('field'))).toEqual(['nextStep', 'contact.never', 'contact.long']);
    expect(keys({ nextStep: '报价', nextStepOn: '2026-03-10' })).not.toContain('nextStep');
  });

  test('what was confirmed since is left out and nothing takes its place', () => {
    const confirmed = new Map([['field.addresses', '2026-03-09T00:00:00.000Z']]);
    expect(keys({ confirmed })).toEqual(['field.employees', 'field.annualRevenue']);
    // One of an earlier time counts as a touch of the field.
    expect(keys({ confirmed: new Map([['field.addresses', '2026-01-31T00:00:00.000Z']]) })).toEqual([
      'field.employees',
      'field.annualRevenue',
      'field.website',
    ]);
  });
});

test('an archive is put off for a month at most, twice in a row', () => {
  expect(snoozeMistake('2026-03-10', '2026-03-10')).toEqual({ path: 'until', code: 'tooSmall' });
  expect(snoozeMistake('2026-04-09', '2026-03-10')).toBeNull();
  expect(snoozeMistake('2026-04-10', '2026-03-10')).toEqual({ path: 'until', code: 'tooBig' });
  const keptAt = full.keptAt;
  expect([
    nextTime(undefined, keptAt),
    nextTime({ times: 1, keptAt }, keptAt),
    nextTime({ times: 2, keptAt }, keptAt),
  ]).toEqual([1, 2, null]);
  expect(nextTime({ times: 2, keptAt: full.createdAt }, keptAt)).toBe(1);
});
