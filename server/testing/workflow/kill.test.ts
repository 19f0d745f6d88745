import { expect, inject, test } from 'vitest';
import { createDatabase } from '../oracle/database.ts';
import { killAndCheck } from './kill.ts';

test('a server that is killed at any time loses and doubles nothing', { timeout: 180_000 }, async () => {
  const database = await createDatabase(inject('testServer'));
  try {
    const outcome = await killAndCheck({ databaseUrl: database.url, rounds: 3, say: () => undefined });
    expect(outcome.faults).toEqual([]);
    expect(outcome.acknowledged).toBeGreaterThan(20);
    expect(outcome.kills.server).toBe(3);
  } finally {
    await database.drop();
  }
});
