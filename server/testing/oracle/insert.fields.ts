import type pg from 'pg';
import type { Insert } from './insert.ts';
import { barredSegment, ownFields, ownText } from './world.fields.ts';
import type { Own, World } from './world.types.ts';

export async function insertFields(insert: Insert): Promise<void> {
  const field = (key: keyof typeof ownFields, type: string, position: number) => ({
    id: ownFields[key],
    label: `字段 ${key}`,
    type,
    position,
    segment_ids: '{}',
    compulsory: false,
    searchable: type === 'text',
    choices: [],
    formula: type === 'formula' ? `{own.${ownFields.number}} * 2` : null,
    retired: false,
    version: 1,
    created_at: '2026-01-01T00:00:00Z',
  });
  await insert('own_fields', [
    field('text', 'text', 1),
    field('customer', 'customer', 2),
    field('person', 'person', 3),
    field('file', 'attachment', 4),
    field('number', 'number', 5),
    field('double', 'formula', 6),
  ]);
  await insert('list_entries', [
    { id: barredSegment, list: 'segment', name: 'segment barred', position: 9, retired: false, version: 1 },
  ]);
  const creators = '{0190f000-0000-7000-8000-000000000099}';
  await insert('segment_settings', [{ segment_id: barredSegment, creator_role_ids: creators, version: 1 }]);
}

/** The own values of a customer as the product keeps them. */
export function ownValues({ textMark, otherId, personId, fileId, number }: Own): Record<string, unknown> {
  return {
    ...(textMark !== null && { [ownFields.text]: ownText(textMark) }),
    ...(otherId !== null && { [ownFields.customer]: otherId }),
    ...(personId !== null && { [ownFields.person]: personId }),
    ...(fileId !== null && { [ownFields.file]: [fileId] }),
    ...(number !== null && { [ownFields.number]: number }),
    // A double of nothing is nothing, and so is a zero that was not there.
    ...(number !== null && { [ownFields.double]: number * 2 }),
  };
}

/** Own values name customers, people and files, so they come when all of these are there. */
export async function insertOwn(client: pg.PoolClient, world: World): Promise<void> {
  const rows = world.customers.map(({ id, own }) => ({ id, own: ownValues(own) }));
  await client.query(
    `update customers set own = given.own
     from jsonb_to_recordset($1::jsonb) as given (id uuid, own jsonb) where customers.id = given.id`,
    [JSON.stringify(rows)],
  );
}
