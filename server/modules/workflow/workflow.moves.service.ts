import { sql } from 'kysely';
import type { Definition } from '../../../contract/workflows.definition.ts';
import type { WorkflowMove } from '../../../contract/workflows.desk.ts';
import type { Ctx } from '../../platform/context.ts';
import { write } from '../../platform/context.ts';
import type { Db, Tx } from '../../platform/db/db.ts';
import { AppError, ensure, invalid } from '../../platform/errors.ts';
import type { Doer } from '../../platform/events.ts';
import { announce, recordEvent } from '../../platform/events.ts';
import { newId } from '../../platform/ids.ts';
import type { Runtime } from '../../platform/runtime.ts';
import type { Loaded } from './workflow.definitions.store.ts';
import { contentOf, isKept, publishedOf } from './workflow.definitions.store.ts';
import { judge } from './workflow.design.reads.ts';
import { refusalOf } from './workflow.design.rules.ts';
import { insertVersion } from './workflow.design.store.ts';
import { keptWorkflow } from './workflow.desk.reads.ts';
import { factsFor } from './workflow.facts.reads.ts';
import { insertHistory } from './workflow.history.store.ts';
import type { InstanceRow } from './workflow.instances.store.ts';
import { lockInstance, runningInstance } from './workflow.instances.store.ts';
import { migrate } from './workflow.migrate.rules.ts';
import { countToMove, instancesToMove, moveById, rehide, setVersion } from './workflow.moves.store.ts';
import { partsIn } from './workflow.rights.rules.ts';
import { instanceFor, subjectOf } from './workflow.service.ts';
import type { State } from './workflow.state.rules.ts';
import { peopleOfState } from './workflow.state.rules.ts';
import { saveState, stateOf } from './workflow.store.ts';

type Mapping = Readonly<Record<string, string>>;
type Target = { versionId: string; content: Loaded; mapping: Mapping };

/** The instance's state under another version. Throws what hinders it. */
async function migrated(db: Db, instance: InstanceRow, { content, mapping }: Target, now: Date) {
  const published = await publishedOf(db, instance.definitionId, instance.versionId);
  ensure(published, 'common.notFound');
  const before = await stateOf(db, instance);
  const { starterId, chosen, variables } = before;
  const facts = await factsFor(db, {
    ...{ graph: content.graph, starterId, variables, chosen, customerId: instance.customerId },
    ...{ people: peopleOfState(before), now, ownerId: published.ownerId, family: published.family },
  });
  return { before, after: migrate(content.graph, before, mapping, facts) };
}

type By = { by: Doer; now: Date; as: 'workflow.moved' | 'workflow.rerouted'; comment?: string };

/** Lets an instance that is locked go on with another version; all that it has is kept. */
async function moveIn(tx: Tx, instance: InstanceRow, target: Target, { by, now, as, comment }: By): Promise<void> {
  const { before, after } = await migrated(tx, instance, target, now);
  const { form } = await contentOf(tx, instance.versionId);
  await saveState(tx, instance.id, before, after, now);
  await setVersion(tx, instance.id, target.versionId, after);
  const told = after.tasks.map(({ id }) => id);
  await rehide(tx, instance.id, { before: form, after: target.content.form }, partsIn(target.content, after, told));
  const { title, number } = instance;
  const event = await recordEvent(tx, by, as, subjectOf(instance), { title, number });
  await insertHistory(tx, { event, instanceId: instance.id, tasks: after.tasks, effects: [], comment });
}

/** A version of a workflow that the actor keeps, ready to go on with. */
async function targetOf(db: Db, ctx: Ctx, { id, number, mapping }: Wanted): Promise<Target> {
  await keptWorkflow(db, ctx, id);
  const row = await db
    .selectFrom('workflow_versions')
    .select('id')
    .where('definition_id', '=', id)
    .where('number', '=', number)
    .executeTakeFirst();
  if (!row) throw invalid('number', 'notFound');
  return { versionId: row.id, content: await contentOf(db, row.id), mapping };
}

type Wanted = { id: string; number: number; mapping: Mapping };
type Refusal = WorkflowMove['refused'][number];

/** Instances that a preview looks at, and refusals that are kept. */
const mostLooked = 2_000;
const mostTold = 100;

/** The refusal of one instance in words: the node is called what its own version calls it. */
async function told(db: Db, instance: InstanceRow, error: AppError): Promise<Refusal> {
  const { graph } = await contentOf(db, instance.versionId);
  const nodeId = String(error.params.node ?? '');
  const { id, number, title } = instance;
  return { id, number, title, node: graph.nodes.get(nodeId)?.step.name ?? nodeId, code: error.code };
}

/** Which instances could go on with a version, and which could not, and why; nothing is changed. */
export async function previewMove(ctx: Ctx, wanted: Wanted) {
  const target = await targetOf(ctx.db, ctx, wanted);
  const ids = await instancesToMove(ctx.db, {
    ...{ definitionId: wanted.id, versionId: target.versionId, after: null, limit: mostLooked + 1 },
  });
  const refused: Refusal[] = [];
  let able = 0;
  for (const id of ids.slice(0, mostLooked)) {
    const instance = await runningInstance(ctx.db, id);
    if (!instance) continue;
    try {
      await migrated(ctx.db, instance, target, ctx.now());
      able += 1;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      refused.push(await told(ctx.db, instance, error));
    }
  }
  return { able, refused: refused.slice(0, mostTold), more: ids.length > mostLooked };
}

/** Asks for all running instances to go on with a version; the job that follows the event moves them. */
export function askMove(ctx: Ctx, wanted: Wanted): Promise<{ id: string }> {
  return write(ctx, async (tx) => {
    const target = await targetOf(tx, ctx, wanted);
    const id = newId(ctx.now());
    await sql`select from workflow_definitions where id = ${wanted.id} for update`.execute(tx);
    const other = await tx
      .selectFrom('workflow_moves')
      .select('id')
      .where('definition_id', '=', wanted.id)
      .where('state', '=', 'running')
      .executeTakeFirst();
    ensure(!other, 'workflow.moveUnderWay');
    const total = await countToMove(tx, wanted.id, target.versionId);
    const at = ctx.now().toISOString();
    await tx
      .insertInto('workflow_moves')
      .values({
        ...{ id, definition_id: wanted.id, version_id: target.versionId, mapping: JSON.stringify(wanted.mapping) },
        ...{ requested_by: ctx.actor.id, state: 'running', total, reached_id: null, created_at: at, finished_at: null },
      })
      .execute();
    const subject = { type: 'workflowMove', id, audience: 'audit' as const, ownerId: ctx.actor.id };
    await recordEvent(tx, ctx, 'workflow.moveAsked', subject, { definitionId: wanted.id, number: wanted.number });
    return { id };
  });
}

/**
 * Moves the next instance of those asked for, with what is known of it, in one transaction; answers whether there was
 * one. One that cannot go on stays where it is, and is told.
 */
export function moveNext({ kysely, now }: Runtime, moveId: string): Promise<boolean> {
  return kysely.transaction().execute(async (tx) => {
    await sql`select from workflow_moves where id = ${moveId} for update`.execute(tx);
    const move = await moveById(tx, moveId);
    if (move?.state !== 'running') return false;
    const { definitionId, versionId, reachedId, requestedBy } = move;
    const [id] = await instancesToMove(tx, { definitionId, versionId, after: reachedId, limit: 1 });
    const instance = id === undefined ? undefined : await lockInstance(tx, id);
    const refused: Refusal[] = [];
    if (instance?.status === 'running') {
      const target = { versionId, content: await contentOf(tx, versionId), mapping: move.mapping };
      try {
        const by = { by: { id: requestedBy }, now: now(), as: 'workflow.moved' } as const;
        await moveIn(tx, instance, target, by);
      } catch (error) {
        // The check comes before anything is written.
        if (!(error instanceof AppError)) throw error;
        refused.push(await told(tx, instance, error));
      }
    }
    await sql`
      update workflow_moves set
        reached_id = coalesce(${id ?? null}::uuid, reached_id), done = done + ${id === undefined ? 0 : 1},
        state = ${id === undefined ? 'finished' : 'running'},
        finished_at = ${id === undefined ? now().toISOString() : null},
        refused = case when jsonb_array_length(refused) < ${mostTold} then refused || ${JSON.stringify(refused)}::jsonb
          else refused end
      where id = ${moveId}`.execute(tx);
    await announce(tx, [requestedBy], { kind: 'changed', subjectType: 'workflowMove', subjectId: moveId });
    return id !== undefined;
  });
}

type Reroute = {
  id: string;
  version: number;
  to: { number: number } | { definition: Definition };
  mapping: Mapping;
  comment: string;
};

/** Lets one instance go on with another version, or with a drawing of its own. */
export function reroute(ctx: Ctx, { id, version, to, mapping, comment }: Reroute): Promise<{ ok: true }> {
  return write(ctx, async (tx) => {
    const instance = await instanceFor(tx, ctx, id);
    ensure(await isKept(tx, ctx.actor, instance.definitionId), 'workflow.notYours');
    ensure(instance.status === 'running', 'workflow.ended');
    ensure(instance.version === version, 'common.stale');
    const wanted = { id: instance.definitionId, mapping };
    const target =
      'number' in to
        ? await targetOf(tx, ctx, { ...wanted, number: to.number })
        : await ownVersion(tx, ctx, instance, to.definition, mapping);
    await moveIn(tx, instance, target, { by: ctx, now: ctx.now(), as: 'workflow.rerouted', comment });
    return { ok: true as const };
  });
}

/** A version for one instance alone: another drawing with the form that it has. */
async function ownVersion(
  tx: Tx,
  ctx: Ctx,
  instance: InstanceRow,
  definition: Definition,
  mapping: Mapping,
): Promise<Target> {
  const { form, description } = await contentOf(tx, instance.versionId);
  const content = { definition, form, description };
  const { faults } = await judge(tx, content, instance.definitionId);
  const refusal = refusalOf(content, faults);
  if (refusal) throw refusal;
  const row = { definitionId: instance.definitionId, number: null, content, publishedBy: ctx.actor.id };
  const versionId = await insertVersion(tx, row, ctx.now());
  return { versionId, content: await contentOf(tx, versionId), mapping };
}

/** Nodes where an instance has been or stands. */
export const visitedIn = ({ visits }: State): string[] => [...new Set(visits.map(({ nodeId }) => nodeId))];
