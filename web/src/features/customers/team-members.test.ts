import { expect, test } from 'vitest';
import type { Member } from './team-members.ts';
import { rebaseTeam } from './team-members.ts';

const member = (id: string, role: Member['role'] = 'sales'): Member => ({
  person: { id, name: id, post: null },
  role,
  access: 'write',
  fromOn: '2026-01-01',
  untilOn: null,
});
const base = [member('a'), member('b')];

test('whom others added or removed meanwhile is added or removed', () => {
  expect(rebaseTeam(base, base, [member('a'), member('c')])).toEqual([member('a'), member('c')]);
});

test('what was changed here stays', () => {
  const mine = [member('a', 'service'), member('d')];
  expect(rebaseTeam(base, mine, [member('a', 'technical'), member('b')])).toEqual([
    member('a', 'service'),
    member('d'),
  ]);
});
