import { expect, test } from 'vitest';
import type { Permission } from '../../../../contract/permissions.ts';
import { countOf, isGranted, permissionsOf, toggled } from './role-edits.ts';

const known: Permission[] = ['org.manage', 'plans.use', 'visits.use'];
const role = { id: 'r', permissions: ['plans.use'] as Permission[] };

test('a tick is an edit, and none any more when it is taken back', () => {
  const edits = toggled(role, {}, 'visits.use');
  expect(isGranted(role, edits, 'visits.use')).toBe(true);
  expect(countOf([role], edits)).toBe(1);
  expect(permissionsOf(role, edits, known)).toEqual(['plans.use', 'visits.use']);
  const back = toggled(role, edits, 'visits.use');
  expect(countOf([role], back)).toBe(0);
  expect(permissionsOf(role, back, known)).toBeNull();
});

test('edits are carried over to what somebody else has saved meanwhile', () => {
  const edits = toggled(role, toggled(role, {}, 'visits.use'), 'plans.use');
  const newer = { id: 'r', permissions: ['org.manage', 'plans.use', 'visits.use'] as Permission[] };
  expect(countOf([newer], edits)).toBe(1);
  expect(permissionsOf(newer, edits, known)).toEqual(['org.manage', 'visits.use']);
});
