import { expect, inject, test } from 'vitest';
import { createDatabase } from '../oracle/database.ts';
import { raceAndCheck } from './races.ts';
import { fireAll } from './timers.ts';

test('eight processes on the same instances: no deadlock, one story', { timeout: 120_000 }, async () => {
  const database = await createDatabase(inject('testServer'));
  try {
    const outcome = await raceAndCheck(database.url, 1, 4_000);
    console.log(`workflow: ${JSON.stringify(outcome)}`);
    expect(outcome.faults).toEqual([]);
    expect(outcome.carriedOut).toBeGreaterThan(10);
  } finally {
    await database.drop();
  }
});

test('timers that came due while nobody worked fire once, whoever wakes up', { timeout: 120_000 }, async () => {
  const database = await createDatabase(inject('testServer'));
  try {
    const { faults } = await fireAll(database.url, 60, 3);
    expect(faults).toEqual([]);
  } finally {
    await database.drop();
  }
});
