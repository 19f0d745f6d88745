import { sql } from 'kysely';
import type { Deputy } from '../../../contract/workflows.deputies.ts';
import { may } from '../../platform/actor.ts';
import type { Ctx } from '../../platform/context.ts';
import { write } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/db.ts';
import { authorize, ensure, invalid } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import { newId } from '../../platform/ids.ts';
import type { Runtime } from '../../platform/runtime.ts';
import { addDays } from '../../platform/time.ts';
import { todayOf } from '../org/index.ts';
import { lockInstance } from './workflow.instances.store.ts';
import { carryOutIn } from './workflow.service.ts';

type Named = Pick<Deputy, 'family' | 'fromOn' | 'untilOn'> & { personId: string; deputyId: string };
type Row = Named & { id: string; version: number };

const subjectOf = (id: string, personId: string) => ({
  type: 'deputy',
  id,
  audience: 'audit' as const,
  ownerId: personId,
});

/** Names who acts for somebody. Of one family of workflows there is one deputy a day. */
export function nameDeputy(ctx: Ctx, input: Omit<Named, 'personId'> & { personId?: string | undefined }) {
  const named = { ...input, personId: input.personId ?? ctx.actor.id };
  return write(ctx, async (tx) => {
    authorize(named.personId === ctx.actor.id || may(ctx.actor, 'org.manage'));
    const { deputyId, personId, family, fromOn, untilOn } = named;
    if (!(await isHere(tx, personId))) throw invalid('personId', 'notFound');
    if (!(await isHere(tx, deputyId))) throw invalid('deputyId', 'notFound');
    if (deputyId === personId) throw invalid('deputyId', 'choice');
    const today = await todayOf(tx, ctx.now());
    if (untilOn < fromOn || untilOn < today) throw invalid('untilOn', 'order');
    const id = newId(ctx.now());
    await ensureFree(tx, { id, ...named });
    await tx
      .insertInto('workflow_deputies')
      .values({ id, user_id: personId, deputy_id: deputyId, family, from_on: fromOn, until_on: untilOn })
      .execute();
    await recordEvent(tx, ctx, 'workflow.deputyNamed', subjectOf(id, personId), { ...named });
    return { id };
  });
}

/** Whether the person works here; locked, so that two absences of one person are named one after the other. */
async function isHere(tx: Tx, id: string): Promise<boolean> {
  const { rows } = await sql`select from users where id = ${id} and active for no key update`.execute(tx);
  return rows.length > 0;
}

async function ensureFree(tx: Tx, { id, personId, family, fromOn, untilOn }: Omit<Row, 'version'>): Promise<void> {
  const { rows } = await sql`
    select from workflow_deputies a
    where a.user_id = ${personId} and a.id <> ${id} and a.from_on <= ${untilOn} and a.until_on >= ${fromOn}
      and (a.family is null or ${family}::text is null or a.family = ${family})`.execute(tx);
  ensure(rows.length === 0, 'workflow.deputyOverlaps');
}

/** An absence that is not over, of the actor's own or for who administers people. */
async function take(tx: Tx, ctx: Ctx, { id, version }: { id: string; version: number }, today: string): Promise<Row> {
  const { rows } = await sql<Row>`
    select id, user_id as "personId", deputy_id as "deputyId", family, from_on as "fromOn", until_on as "untilOn",
      version
    from workflow_deputies where id = ${id} for update`.execute(tx);
  const [row] = rows;
  const mine = row && [row.personId, row.deputyId].includes(ctx.actor.id);
  ensure(row && (mine || may(ctx.actor, 'org.manage')), 'common.notFound');
  authorize(row.personId === ctx.actor.id || may(ctx.actor, 'org.manage'));
  ensure(row.version === version, 'common.stale');
  ensure(row.untilOn >= today, 'workflow.deputyOver');
  return row;
}

export function changeDeputy(ctx: Ctx, input: { id: string; version: number; untilOn: string }): Promise<void> {
  return write(ctx, async (tx) => {
    const today = await todayOf(tx, ctx.now());
    const row = await take(tx, ctx, input, today);
    const { untilOn } = input;
    if (untilOn < row.fromOn || untilOn < today) throw invalid('untilOn', 'order');
    await isHere(tx, row.personId);
    await ensureFree(tx, { ...row, untilOn });
    await setLastDay(tx, row, untilOn);
    await recordEvent(tx, ctx, 'workflow.deputyChanged', subjectOf(row.id, row.personId), { untilOn });
  });
}

async function setLastDay(tx: Tx, { id, version }: Row, untilOn: string): Promise<void> {
  const set = { until_on: untilOn, version: version + 1 };
  await tx.updateTable('workflow_deputies').set(set).where('id', '=', id).execute();
}

/** Ends with yesterday; one that began today or later is taken away. */
export function endDeputy(ctx: Ctx, input: { id: string; version: number }): Promise<void> {
  return write(ctx, async (tx) => {
    const today = await todayOf(tx, ctx.now());
    const row = await take(tx, ctx, input, today);
    if (row.fromOn < today) await setLastDay(tx, row, addDays(today, -1));
    else await tx.deleteFrom('workflow_deputies').where('id', '=', row.id).execute();
    await recordEvent(tx, ctx, 'workflow.deputyEnded', subjectOf(row.id, row.personId));
  });
}

/** Brings what an instance waits for to the deputies of today, and away from those whose time is over. */
export function deputise({ kysely, now }: Runtime, instanceId: string): Promise<void> {
  return kysely.transaction().execute(async (tx) => {
    const instance = await lockInstance(tx, instanceId);
    if (instance?.status === 'running') await carryOutIn(tx, null, now(), instance, { type: 'deputise' });
  });
}
