import { describe, expect, test } from 'vitest';
import { changesOf, teamChange, teamMistake } from './customers.rules.ts';

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
