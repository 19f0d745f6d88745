import type { Form } from '../../../contract/workflows.forms.ts';
import type { Ctx } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/db.ts';
import { ensure } from '../../platform/errors.ts';
import type { Doer } from '../../platform/events.ts';
import { recordEvent } from '../../platform/events.ts';
import { newId } from '../../platform/ids.ts';
import type { Runtime } from '../../platform/runtime.ts';
import { changesIn } from './workflow.changes.rules.ts';
import type { Variables } from './workflow.conditions.rules.ts';
import type { Loaded } from './workflow.definitions.store.ts';
import { contentOf, ofSubProcess, publishedOf } from './workflow.definitions.store.ts';
import { factsFor } from './workflow.facts.reads.ts';
import { attachFiles, keepFiles } from './workflow.files.store.ts';
import { insertHistory } from './workflow.history.store.ts';
import type { InstanceRow } from './workflow.instances.store.ts';
import {
  childOfVisit,
  childToStart,
  insertInstance,
  instanceOfVisit,
  lockInstance,
  mayRead,
  updateInstance,
} from './workflow.instances.store.ts';
import { customerIn, partsIn } from './workflow.rights.rules.ts';
import type { Effect, State } from './workflow.state.rules.ts';
import { peopleOfState } from './workflow.state.rules.ts';
import type { Command } from './workflow.step.rules.ts';
import { begin, step } from './workflow.step.rules.ts';
import { addReaders, saveState, stateOf } from './workflow.store.ts';

type Start = {
  definitionId: string;
  title: string;
  variables: State['variables'];
  chosen: State['chosen'];
  customerId: string | null;
};

export const subjectOf = ({ id, starterId, customerId }: Pick<InstanceRow, 'id' | 'starterId' | 'customerId'>) => ({
  type: 'workflow',
  id,
  audience: 'line' as const,
  ownerId: starterId,
  customerId,
});

/** Starts one for somebody, within a transaction. */
export async function startIn(
  tx: Tx,
  by: Doer,
  now: Date,
  input: Start & { starterId: string; parentVisitId: string | null },
): Promise<{ id: string; number: string }> {
  const published = await (input.parentVisitId === null ? publishedOf : ofSubProcess)(tx, input.definitionId);
  ensure(published, 'common.notFound');
  const { starterId, variables, chosen, customerId } = input;
  const content = await contentOf(tx, published.versionId);
  const { graph } = content;
  const facts = await factsFor(tx, { graph, starterId, variables, chosen, customerId, people: [], now, ...published });
  const { state, effects } = begin(graph, { starterId, variables, chosen }, facts);
  const id = newId();
  const instance = await insertInstance(tx, { id, ...input, versionId: published.versionId, now });
  await keep(tx, { by, now, instance, content, before: null, after: state, effects, command: 'started' });
  return { id, number: instance.number };
}

type Kept = {
  by: Doer;
  now: Date;
  instance: Pick<InstanceRow, 'id' | 'title' | 'number' | 'starterId' | 'customerId' | 'parentVisitId'>;
  content: Loaded;
  before: State | null;
  after: State;
  effects: readonly Effect[];
  command: string;
  taskId?: string | null;
  said?: Said;
};

/** What somebody says with what they do. */
export type Said = { comment?: string | undefined; fileIds?: readonly string[] | undefined };

/** Writes a step: rows, readers, history, event. */
async function keep(tx: Tx, kept: Kept): Promise<void> {
  const { by, now, instance, content, before, after, effects, command, taskId, said = {} } = kept;
  await saveState(tx, instance.id, before, after, now);
  if (before !== null || after.status !== 'running') await updateInstance(tx, instance, after, now);
  const told = effects.flatMap((effect) => ('taskId' in effect ? [effect.taskId] : []));
  await addReaders(tx, instance.id, partsIn(content, after, told));
  const { title, number } = instance;
  const event = await recordEvent(tx, by, `workflow.${command}`, subjectOf(instance), { title, number });
  const changes = before ? changesIn(content.form, before.variables, after.variables) : [];
  const { comment, fileIds = [] } = said;
  const lineId = await insertHistory(tx, {
    ...{ event, instanceId: instance.id, tasks: after.tasks, effects, taskId, comment, changes },
  });
  if (before === null || changes.length > 0) await keepFiles(tx, instance.id, content.form, after.variables);
  await attachFiles(tx, instance.id, lineId, fileIds);
  for (const effect of effects) {
    if (effect.type !== 'child.started' && effect.type !== 'child.cancelled') continue;
    await recordEvent(tx, by, `workflow.${effect.type}`, subjectOf(instance), { visitId: effect.visitId });
  }
  if (after.status !== 'running') {
    const { parentVisitId } = instance;
    await recordEvent(tx, by, 'workflow.ended', subjectOf(instance), {
      title,
      number,
      status: after.status,
      parentVisitId,
    });
  }
}

/** The instance, locked, if the person sees it. */
export async function instanceFor(tx: Tx, ctx: Ctx, id: string): Promise<InstanceRow> {
  const instance = await lockInstance(tx, id);
  ensure(instance && (await mayRead(tx, ctx.actor, instance)), 'common.notFound');
  return instance;
}

/** Carries out a command on an instance that is locked. */
export async function carryOutIn(
  tx: Tx,
  by: Doer,
  now: Date,
  instance: InstanceRow,
  command: Command,
  said?: Said,
): Promise<void> {
  const published = await publishedOf(tx, instance.definitionId, instance.versionId);
  ensure(published, 'common.notFound');
  const [content, before] = await Promise.all([contentOf(tx, instance.versionId), stateOf(tx, instance)]);
  const { graph, form } = content;
  const changes = 'variables' in command ? (command.variables ?? {}) : {};
  const customerId = newCustomer(form, before.variables, changes) ?? instance.customerId;
  const facts = await factsFor(tx, {
    graph,
    starterId: instance.starterId,
    variables: { ...before.variables, ...changes },
    chosen: before.chosen,
    customerId,
    people: [...peopleOfState(before), ...peopleOf(command)],
    now,
    ...published,
  });
  const { state, effects } = step(graph, before, command, facts);
  const taskId = 'taskId' in command ? (command.taskId ?? null) : null;
  await keep(tx, {
    ...{ by, now, instance: { ...instance, customerId }, content, before, after: state, effects },
    ...{ command: command.type, taskId, ...(said && { said }) },
  });
}

/** Whom a form is about from now on, when that was changed. */
function newCustomer(form: Form, before: Variables, changes: Variables): string | null {
  const about = customerIn(form, changes);
  return about === customerIn(form, before) ? null : about;
}

function peopleOf(command: Command): readonly string[] {
  if ('personIds' in command) return command.personIds;
  if ('personId' in command) return [command.personId];
  return 'toId' in command ? [command.toId] : [];
}

const nobody: Doer = null;

/**
 * Carries out what the clock asks for: the instance first, as people do, then the timer, which is gone with the step
 * that it caused, so that it fires once.
 */
export function fireTimer({ kysely, now }: Runtime, timer: { id: string; instanceId: string }): Promise<void> {
  return kysely.transaction().execute(async (tx) => {
    const instance = await lockInstance(tx, timer.instanceId);
    if (instance?.status !== 'running') return;
    const due = await tx.selectFrom('workflow_timers').select('id').where('id', '=', timer.id).executeTakeFirst();
    if (due) await carryOutIn(tx, nobody, now(), instance, { type: 'timer', timerId: timer.id });
  });
}

/** Starts the sub-process of a visit, once, by the starter of the whole. */
export function startChild({ kysely, now }: Runtime, visitId: string): Promise<void> {
  return kysely.transaction().execute(async (tx) => {
    const child = await childToStart(tx, visitId);
    if (!child) return;
    await startIn(tx, nobody, now(), { ...child, chosen: {}, customerId: null, parentVisitId: visitId });
  });
}

/** Ends the sub-process of a visit that was cancelled. */
export function cancelChild({ kysely, now }: Runtime, visitId: string): Promise<void> {
  return kysely.transaction().execute(async (tx) => {
    const id = await childOfVisit(tx, visitId);
    const child = id === null ? undefined : await lockInstance(tx, id);
    if (child?.status === 'running') await carryOutIn(tx, nobody, now(), child, { type: 'terminate' });
  });
}

/** Tells the instance above that its sub-process has ended; no other instance's lock is held meanwhile. */
export function endChild({ kysely, now }: Runtime, visitId: string, approved: boolean): Promise<void> {
  return kysely.transaction().execute(async (tx) => {
    const id = await instanceOfVisit(tx, visitId);
    const parent = id === null ? undefined : await lockInstance(tx, id);
    if (parent?.status !== 'running') return;
    await carryOutIn(tx, nobody, now(), parent, { type: 'childEnded', visitId, approved });
  });
}
