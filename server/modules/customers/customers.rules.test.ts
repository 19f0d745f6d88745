import { describe, expect, test } from 'vitest';
import { changesOf, isStale, staleBefore, teamChange, teamMistake } from './customers.rules.ts';

describe('a stale archive', () => {
  test.each([
    ['2026-03-15T08:00:00.000Z', '2026-02-15T08:00:00.000Z'],
    ['2026-03-31T08:00:00.000Z', '2026-02-28T08:00:00.000Z'],
    ['2024-03-30T08:00:00.000Z', '2024-02-29T08:00:00.000Z'],
    ['2026-01-10T00:00:00.000Z', '2025-12-10T00:00:00.000Z'],
    ['2026-07-31T00:00:00.000Z', '2026-06-30T00:00:00.000Z'],
  ])('on %s everything before %s is stale', (now, before) => {
    expect(staleBefore(new Date(now)).toISOString()).toBe(before);
  });

  test('exactly a month old is not yet stale', () => {
    const now = new Date('2026-03-15T08:00:00Z');
    expect(isStale('2026-02-15T08:00:00.000Z', now)).toBe(false);
    expect(isStale('2026-02-15T07:59:59.999Z', now)).toBe(true);
  });
});

test('changes are what differs and was mentioned', () => {
  const current = { name: 'A', phone: null, addresses: [{ kind: 'office', text: 'x' }], description: null };
  expect(changesOf(current, { name: 'A', phone: undefined })).toEqual([]);
  expect(changesOf(current, { name: 'B', phone: '1', description: '', addresses: [] })).toEqual([
    { field: 'name', from: 'A', to: 'B' },
    { field: 'phone', from: null, to: '1' },
    { field: 'addresses', from: [{ kind: 'office', text: 'x' }], to: [] },
  ]);
});

describe('a team', () => {
  const owner = { personId: 'a', role: 'owner' as const };
  const sales = { personId: 'b', role: 'sales' as const };

  test('has exactly one owner and nobody twice', () => {
    expect(teamMistake([owner, sales])).toBeNull();
    expect(teamMistake([sales])).toEqual({ path: 'team', code: 'required' });
    expect(teamMistake([owner, { ...owner, personId: 'c' }])).toEqual({ path: 'team', code: 'choice' });
    expect(teamMistake([owner, sales, { personId: 'a', role: 'service' }])).toEqual({
      path: 'team.2.personId',
      code: 'taken',
    });
  });

  test('changes by who comes, who goes and who gets another role', () => {
    const technical = { personId: 'c', role: 'technical' as const };
    expect(teamChange([owner, sales], [{ personId: 'b', role: 'owner' }, technical])).toEqual({
      added: [technical],
      removed: [owner],
      changed: [{ personId: 'b', from: 'sales', to: 'owner' }],
    });
  });
});
