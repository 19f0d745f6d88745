import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestApp } from '../../testing/app.ts';
import { createTestApp } from '../../testing/app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.stop());

// Entries of lists are retired, never removed, so that nothing walks what refers to them.
test('every reference has an index that leads to its rows: merges, handovers and deletions walk them', async () => {
  const { rows } = await app.runtime.pool.query(`
    select k.conrelid::regclass || '.' || a.attname as reference
    from pg_constraint k
    join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
    where k.contype = 'f' and k.conparentid = 0
      and k.connamespace = 'public'::regnamespace and k.confrelid <> 'list_entries'::regclass
      and not exists (select from pg_index i where i.indrelid = k.conrelid and i.indkey[0] = k.conkey[1])
    order by 1`);
  expect(rows.map(({ reference }) => reference)).toEqual([]);
});
