import { expect, test } from 'vitest';
import { createTestDatabase } from './database.ts';

test('two test databases share nothing', async () => {
  const [one, two] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  await one.pool.query('create table only_here (id int)');
  const { rows } = await two.pool.query<{ found: string | null }>(`select to_regclass('only_here') as found`);
  expect(rows).toEqual([{ found: null }]);
  await Promise.all([one.drop(), two.drop()]);
});
