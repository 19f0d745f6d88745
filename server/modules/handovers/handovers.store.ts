import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { PersonRef } from '../../../contract/base.ts';
import type { Db, Tx } from '../../platform/db/db.ts';
import type { Schema } from '../../platform/db/schema.ts';
import type { HandoversTable } from '../../platform/db/tables/handovers.ts';
import type { Assigned, Receiver } from './handovers.rules.ts';

export type PersonRow = PersonRef & { active: boolean; version: number; supervisor: PersonRef | null };

export async function personById(db: Db, id: string): Promise<PersonRow | undefined> {
  const { rows } = await sql<PersonRow>`
    select u.id, u.name, u.post, u.active, u.version,
      case when s.id is null then null else json_build_object('id', s.id, 'name', s.name, 'post', s.post) end as supervisor
    from users u left join users s on s.id = u.supervisor_id and s.active where u.id = ${id}
  `.execute(db);
  return rows[0];
}

/** Nothing more comes to the person, by any reference to them, until the transaction ends. */
export async function lockPerson(tx: Tx, id: string): Promise<void> {
  await sql`select 1 from users where id = ${id} for update`.execute(tx);
}

export async function lockRows(tx: Tx, table: string, ids: readonly string[]): Promise<void> {
  await sql`
    select 1 from ${sql.table(table)} where id = any(${[...ids]}::uuid[]) order by id for no key update
  `.execute(tx);
}

type ReceiverRow = Receiver & PersonRef;

/** Active people among these, with what they may do and whom of `subordinates` they stand below. */
export async function receiversOf(
  db: Db,
  ids: readonly string[],
  subordinates: readonly string[],
): Promise<ReceiverRow[]> {
  const { rows } = await sql<ReceiverRow>`
    select u.id, u.name, u.post,
      array(select distinct rp.permission from user_roles ur join role_permissions rp on rp.role_id = ur.role_id
        where ur.user_id = u.id) as permissions,
      array(select l.ancestor_id::text from reporting_line l
        where l.descendant_id = u.id and l.ancestor_id = any(${[...subordinates]}::uuid[])) as below
    from users u where u.id = any(${[...ids]}::uuid[]) and u.active
  `.execute(db);
  return rows;
}

type NewHandover = Pick<HandoversTable, 'id' | 'person_id' | 'actor_id' | 'departed'> & {
  command: string;
  created_at: string;
  state: 'waiting';
  total: number;
};

export async function insertHandover(tx: Tx, row: NewHandover): Promise<void> {
  await tx
    .insertInto('handovers')
    .values({ ...row, code: null })
    .execute();
}

export async function isWaiting(db: Db, personId: string): Promise<boolean> {
  const row = await db
    .selectFrom('handovers')
    .select('id')
    .where('person_id', '=', personId)
    .where('state', '=', 'waiting')
    .executeTakeFirst();
  return row !== undefined;
}

export async function waitingHandovers(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('handovers').select('id').where('state', '=', 'waiting').orderBy('id').execute();
  return rows.map((row) => row.id);
}

export function waitingById(db: Db, id: string) {
  return db
    .selectFrom('handovers')
    .select(['actor_id as actorId', 'command'])
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .executeTakeFirst();
}

export async function isStillWaiting(tx: Tx, id: string): Promise<boolean> {
  return (await waitingById(tx, id)) !== undefined;
}

export async function tellProgress(kysely: Kysely<Schema>, id: string, done: number): Promise<void> {
  await kysely.updateTable('handovers').set({ done }).where('id', '=', id).execute();
}

export async function finishHandover(tx: Tx, id: string): Promise<void> {
  await tx
    .updateTable('handovers')
    .set((eb) => ({ state: 'done', command: null, done: eb.ref('total') }))
    .where('id', '=', id)
    .execute();
}

export async function failHandover(tx: Tx, id: string, code: string): Promise<void> {
  await tx
    .updateTable('handovers')
    .set({ state: 'failed', command: null, done: 0, code })
    .where('id', '=', id)
    .execute();
}

export async function insertItems(tx: Tx, handoverId: string, assigned: readonly Assigned[]): Promise<void> {
  const items = assigned.flatMap(({ kind, moves }) => moves.map(({ id, to }) => ({ kind, id, to })));
  await sql`
    insert into handover_items (handover_id, kind, item_id, receiver_id)
    select ${handoverId}, kind, id, "to"
    from jsonb_to_recordset(${JSON.stringify(items)}::jsonb) as m (kind text, id uuid, "to" uuid)
  `.execute(tx);
}
