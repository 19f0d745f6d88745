import { sql } from 'kysely';
import type { TeamAccess, TeamRole } from '../../../contract/customers.ts';
import { teamRoles } from '../../../contract/customers.ts';
import type { Db, Tx } from '../../platform/db/db.ts';
import { replaceTeam } from './customers.store.ts';
import type { Place } from './customers.team.rules.ts';

/** What this transaction ends, it ends on this day of the company. */
export async function onDay(tx: Tx, today: string): Promise<void> {
  await sql`select set_config('licheng.today', ${today}, true)`.execute(tx);
}

type Row = { personId: string; role: string; access: TeamAccess; fromOn: string; untilOn: string | null };

function toPlaces(rows: readonly Row[]): Place[] {
  return rows.flatMap(({ role, ...place }) => {
    const known: TeamRole | undefined = teamRoles.find((name) => name === role);
    return known ? [{ ...place, role: known }] : [];
  });
}

const placeColumns = ['user_id as personId', 'role', 'access', 'from_on as fromOn', 'until_on as untilOn'] as const;

/** Places that are held now. */
export async function heldPlaces(db: Db, customerId: string): Promise<Place[]> {
  return toPlaces(
    await db.selectFrom('customer_team').select(placeColumns).where('customer_id', '=', customerId).execute(),
  );
}

/** Places that begin on a day to come. */
export async function plannedPlaces(db: Db, customerId: string): Promise<Place[]> {
  const rows = await db
    .selectFrom('team_places')
    .select(placeColumns)
    .where('customer_id', '=', customerId)
    .where('planned', '=', true)
    .execute();
  return toPlaces(rows);
}

/** Makes the places that are held what is given. */
export async function writeHeld(tx: Tx, customerId: string, places: readonly Place[]): Promise<void> {
  await replaceTeam(tx, customerId, places);
  await sql`
    update customer_team t set access = p.access, from_on = p."fromOn", until_on = p."untilOn"
    from jsonb_to_recordset(${JSON.stringify(places)}::jsonb)
      as p("personId" uuid, access text, "fromOn" date, "untilOn" date)
    where t.customer_id = ${customerId} and t.user_id = p."personId"
      and (t.access, t.from_on, t.until_on) is distinct from (p.access, p."fromOn", p."untilOn")
  `.execute(tx);
}

/** Makes the places that are planned what is given. */
export async function writePlanned(tx: Tx, customerId: string, places: readonly Place[]): Promise<void> {
  await tx.deleteFrom('team_places').where('customer_id', '=', customerId).where('planned', '=', true).execute();
  if (places.length === 0) return;
  await tx
    .insertInto('team_places')
    .values(
      places.map(({ personId, role, access, fromOn, untilOn }) => ({
        customer_id: customerId,
        user_id: personId,
        role,
        access,
        from_on: fromOn,
        until_on: untilOn,
        planned: true,
      })),
    )
    .execute();
}

/** Customers with a place that has to end or to begin by this day. */
export async function dueTeams(db: Db, today: string, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select customer_id as id from customer_team where until_on < ${today}
    union
    select customer_id from team_places where planned and from_on <= ${today}
    order by id limit ${limit}
  `.execute(db);
  return rows.map((row) => row.id);
}

/** Ends the places whose last day is over; answers who held them. */
export async function endDue(tx: Tx, customerId: string, today: string): Promise<Place[]> {
  const rows = await tx
    .deleteFrom('customer_team')
    .where('customer_id', '=', customerId)
    .where('until_on', '<', today)
    .returning(placeColumns)
    .execute();
  return toPlaces(rows);
}

/**
 * Begins the places whose first day has come; answers who holds them now. One whose last day is over as well, whose
 * person has left or is on the team already, is dropped.
 */
export async function beginDue(tx: Tx, customerId: string, today: string): Promise<Place[]> {
  const { rows } = await sql<Row>`
    with due as (
      delete from team_places where customer_id = ${customerId} and planned and from_on <= ${today} returning *
    )
    insert into customer_team (customer_id, user_id, role, access, from_on, until_on)
    select d.customer_id, d.user_id, d.role, d.access, d.from_on, d.until_on
    from due d join users u on u.id = d.user_id and u.active
    where coalesce(d.until_on >= ${today}, true)
    on conflict do nothing
    returning user_id as "personId", role, access, from_on as "fromOn", until_on as "untilOn"
  `.execute(tx);
  return toPlaces(rows);
}
