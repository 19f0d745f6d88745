import { expect, test } from 'vitest';
import { completePlaces, placesMistake } from './customers.team.rules.ts';

const planned = { personId: 'a', role: 'sales', access: 'write', fromOn: '2026-06-01', untilOn: null } as const;

test('whoever becomes the owner does so now, whatever was planned for them', () => {
  const places = completePlaces([{ personId: 'a', role: 'owner' }], [planned], '2026-05-01');
  expect(places).toEqual([{ ...planned, role: 'owner', fromOn: '2026-05-01' }]);
  expect(placesMistake(places, [], '2026-05-01')).toBeNull();
});

test('a planned place that is not mentioned anew begins when it was planned to', () => {
  expect(completePlaces([{ personId: 'a', role: 'sales' }], [planned], '2026-05-01')).toEqual([planned]);
});
