import { sql } from 'kysely';
import type { Tx } from '../../platform/db/db.ts';
import type { Row } from './customers.merges.rules.ts';
import { insertRows } from './customers.merges.store.ts';

type Changed = { user_id: string; before: Row; after: Row };
/** The team of the one that goes as it was, whom the survivor's team got, and whose places there became wider. */
export type MergedTeam = { rows: Row[]; added: Row[]; widened: Changed[] };

/** Teams that are put together leave no history: nobody's place is over. */
async function quietly(tx: Tx): Promise<void> {
  await sql`select set_config('licheng.moving', 'on', true)`.execute(tx);
}

const place = (alias: string) =>
  sql`jsonb_build_object('access', ${sql.ref(`${alias}.access`)}, 'until_on', ${sql.ref(`${alias}.until_on`)})`;

/** What follows is a change of the team, which leaves history. */
export async function withHistory(tx: Tx): Promise<void> {
  await sql`select set_config('licheng.moving', 'off', true)`.execute(tx);
}

/** Everyone of both teams is on the survivor's, with the wider access and the longer period. */
export async function mergeTeams(tx: Tx, from: string, to: string): Promise<MergedTeam> {
  await quietly(tx);
  const team = await sql<{ row: Row }>`
    select to_jsonb(t) as row from customer_team t where t.customer_id = ${from} order by t.user_id
  `.execute(tx);
  const widened = await sql<Changed>`
    update customer_team s set access = w.access, until_on = w.until_on
    from (
      select s.user_id, ${place('s')} as before,
        case when 'write' in (s.access, l.access) then 'write' else 'read' end as access,
        case when s.until_on is not null and l.until_on is not null then greatest(s.until_on, l.until_on) end as until_on
      from customer_team s join customer_team l on l.user_id = s.user_id and l.customer_id = ${from}
      where s.customer_id = ${to} and s.role <> 'owner'
    ) w
    where s.customer_id = ${to} and s.user_id = w.user_id
      and (s.access, s.until_on) is distinct from (w.access, w.until_on)
    returning s.user_id, w.before, ${place('s')} as after
  `.execute(tx);
  const added = await sql<{ row: Row }>`
    insert into customer_team as t (customer_id, user_id, role, access, from_on, until_on, created_at)
    select ${to}, l.user_id, case l.role when 'owner' then 'sales' else l.role end, l.access, l.from_on, l.until_on,
      l.created_at
    from customer_team l where l.customer_id = ${from}
    on conflict do nothing
    returning jsonb_build_object('user_id', t.user_id, 'role', t.role, 'access', t.access, 'until_on', t.until_on) as row
  `.execute(tx);
  return {
    rows: team.rows.map(({ row }) => row),
    added: added.rows.map(({ row }) => row),
    widened: widened.rows,
  };
}

/** Takes teams apart again; answers how many places stay because they were changed since. */
export async function separateTeams(tx: Tx, merged: MergedTeam, survivorId: string): Promise<number> {
  await quietly(tx);
  const { rows: removed } = await sql`
    delete from customer_team t
    using jsonb_to_recordset(${JSON.stringify(merged.added)}::jsonb)
      as a (user_id uuid, role text, access text, until_on date)
    where t.customer_id = ${survivorId} and t.user_id = a.user_id
      and (t.role, t.access, t.until_on) is not distinct from (a.role, a.access, a.until_on)
    returning 1
  `.execute(tx);
  const { rows: narrowed } = await sql`
    update customer_team t set access = w.before ->> 'access', until_on = (w.before ->> 'until_on')::date
    from jsonb_to_recordset(${JSON.stringify(merged.widened)}::jsonb) as w (user_id uuid, before jsonb, after jsonb)
    where t.customer_id = ${survivorId} and t.user_id = w.user_id and ${place('t')} = w.after
    returning 1
  `.execute(tx);
  await insertRows(tx, 'customer_team', merged.rows);
  return merged.added.length + merged.widened.length - removed.length - narrowed.length;
}

type Joined = { id: string; before: string | null; after: string };

/** Says that contacts are one person, pair by pair; `newPersonId` makes an id for one who has none. */
export async function joinPeople(
  tx: Tx,
  pairs: readonly { ownId: string; otherId: string }[],
  newPersonId: () => string,
): Promise<Joined[]> {
  const joined: Joined[] = [];
  for (const { ownId, otherId } of pairs) {
    const rows = await tx
      .selectFrom('contacts')
      .select(['id', 'person_id as personId'])
      .where('id', 'in', [ownId, otherId])
      .execute();
    const known = rows.flatMap(({ personId }) => personId ?? []);
    const after = known[0] ?? newPersonId();
    const { rows: changed } = await sql<{ id: string; before: string | null }>`
      update contacts k set person_id = ${after}
      from contacts old
      where old.id = k.id and (k.id = any(${[ownId, otherId]}::uuid[]) or k.person_id = any(${known}::uuid[]))
        and k.person_id is distinct from ${after}
      returning k.id, old.person_id as before
    `.execute(tx);
    joined.push(...changed.map((one) => ({ ...one, after })));
  }
  return joined;
}

/** Answers how many stay joined, since they were joined otherwise meanwhile. */
export async function separatePeople(tx: Tx, joined: readonly Joined[]): Promise<number> {
  let back = 0;
  for (const { id, before, after } of [...joined].reverse()) {
    const { rows } = await sql`
      update contacts set person_id = ${before} where id = ${id} and person_id = ${after} returning 1
    `.execute(tx);
    back += rows.length;
  }
  return joined.length - back;
}

/** An own field of a customer that names another one; `aside`: kept for when the field applies again. */
export type OwnReference = { customerId: string; fieldId: string; aside?: boolean };

/** Own fields of other customers that name the one that goes name the survivor. */
export async function leadOwnFields(tx: Tx, from: string, to: string): Promise<OwnReference[]> {
  const { rows } = await sql<OwnReference>`
    select v.customer_id as "customerId", v.field_id as "fieldId", false as aside from customer_values v
    where v.other_id = ${from} and v.customer_id not in (${from}, ${to})
    union
    select c.id, f.id, true from own_fields f
    join customers c on c.own_aside <> '{}' and c.own_aside @> jsonb_build_object(f.id::text, ${from}::text)
    where f.type = 'customer' and c.id not in (${from}, ${to})
    order by 1, 2, 3
  `.execute(tx);
  for (const one of rows) await setOwnReference(tx, one, from, to);
  return rows;
}

/** Answers how many stay, since they name another one by now. */
export async function leadOwnFieldsBack(
  tx: Tx,
  references: readonly OwnReference[],
  from: string,
  to: string,
): Promise<number> {
  let back = 0;
  for (const one of references) back += await setOwnReference(tx, one, from, to);
  return references.length - back;
}

async function setOwnReference(tx: Tx, one: OwnReference, from: string, to: string): Promise<number> {
  const column = sql.ref(one.aside ? 'own_aside' : 'own');
  const { rows } = await sql`
    update customers set ${column} = jsonb_set(${column}, array[${one.fieldId}::text], to_jsonb(${to}::text))
    where id = ${one.customerId} and ${column} ->> ${one.fieldId}::text = ${from}::text
    returning 1
  `.execute(tx);
  return rows.length;
}
