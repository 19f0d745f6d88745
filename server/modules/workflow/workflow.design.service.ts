import type { WorkflowContent, WorkflowFault } from '../../../contract/workflows.design.ts';
import type { FormValues } from '../../../contract/workflows.forms.ts';
import type { WorkflowFamily } from '../../../contract/workflows.ts';
import type { Ctx } from '../../platform/context.ts';
import { write } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/db.ts';
import { AppError, ensure, invalid } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import { drawingOf, judge } from './workflow.design.reads.ts';
import { hinders, refusalOf } from './workflow.design.rules.ts';
import type { DefinitionRow } from './workflow.design.store.ts';
import * as store from './workflow.design.store.ts';
import { forecastNew } from './workflow.forecast.reads.ts';
import { activePeople } from './workflow.forms.reads.ts';
import { compile } from './workflow.graph.rules.ts';

const subject = (id: string) => ({ type: 'workflowDefinition', id, audience: 'audit' as const });

const empty: WorkflowContent = {
  definition: {
    nodes: [],
    rules: { starterApproves: 'supervisor', sameTwice: 'pass', withdraw: true },
    fields: {},
  },
  form: { fields: [], templates: [] },
  description: '',
};

type NewInput = {
  name: string;
  family: WorkflowFamily;
  copyOf?: string | undefined;
  content?: WorkflowContent | undefined;
};

/** A new drawing, owned by who begins it: with this content, as a copy, or empty. */
export function createDefinition(ctx: Ctx, { name, family, copyOf, content }: NewInput): Promise<{ id: string }> {
  return write(ctx, async (tx) => {
    const draft = content ?? (copyOf ? (await drawingOf(tx, copyOf)).draft : empty);
    const id = await store.insertDefinition(tx, { name, family, ownerId: ctx.actor.id, draft }, ctx.now());
    await recordEvent(tx, ctx, 'workflowDefinition.created', subject(id), { name, family });
    return { id };
  });
}

/** The one that is being drawn, locked, as it was read. */
async function current(tx: Tx, { id, version }: { id: string; version: number }): Promise<DefinitionRow> {
  const row = await store.lockDefinition(tx, id);
  ensure(row, 'common.notFound');
  ensure(row.version === version, 'common.stale');
  return row;
}

type Changes = {
  id: string;
  version: number;
  name?: string | undefined;
  family?: WorkflowFamily | undefined;
  ownerId?: string | undefined;
  content?: WorkflowContent | undefined;
};

/** Keeps what is drawn, whatever is wrong with it, and answers what is. */
export function updateDefinition(ctx: Ctx, input: Changes): Promise<{ version: number; faults: WorkflowFault[] }> {
  const { id, name, family, ownerId, content } = input;
  return write(ctx, async (tx) => {
    const row = await current(tx, input);
    if (ownerId !== undefined && ownerId !== row.ownerId) {
      const [owner] = await activePeople(tx, [ownerId]);
      if (!owner) throw invalid('ownerId', 'notFound');
    }
    const named = {
      ...(name !== undefined && { name }),
      ...(family !== undefined && { family }),
      ...(ownerId !== undefined && { ownerId }),
    };
    const version = await store.updateDefinition(tx, id, { ...named, ...(content && { draft: content }) });
    await recordEvent(tx, ctx, 'workflowDefinition.updated', subject(id), { ...named, drawn: content !== undefined });
    const { faults } = await judge(tx, content ?? row.draft, id);
    return { version, faults };
  });
}

type TryOut = {
  id?: string | undefined;
  content: WorkflowContent;
  family: WorkflowFamily;
  starterId: string;
  values: FormValues;
  chosen: Record<string, string[]>;
};

/** Who would get what, by the rules that would run. */
export async function tryOut(ctx: Ctx, { id, content, family, ...given }: TryOut) {
  const ownerId = id ? (await drawingOf(ctx.db, id)).ownerId : ctx.actor.id;
  const [starter] = await activePeople(ctx.db, [given.starterId]);
  if (!starter) throw invalid('starterId', 'notFound');
  const { faults } = await judge(ctx.db, content, id ?? null);
  const refusal = refusalOf(content, faults.filter(hinders));
  if (refusal) throw refusal;
  const graph = compile(content.definition);
  return forecastNew(ctx, { graph, form: content.form, ownerId, family }, given);
}

/** Makes a version of what is drawn. What has not changed since the last one is no new version. */
export function publish(ctx: Ctx, input: { id: string; version: number }): Promise<{ number: number }> {
  return write(ctx, async (tx) => {
    await store.lockPublishing(tx);
    const { id, state, draft, number: last, same, name } = await current(tx, input);
    ensure(state !== 'retired', 'workflow.retired');
    ensure(!same, 'workflow.nothingNew', { number: last ?? 0 });
    const { faults } = await judge(tx, draft, id);
    const refusal = refusalOf(draft, faults);
    if (refusal) throw refusal;
    const number = (last ?? 0) + 1;
    await store.insertVersion(tx, { definitionId: id, number, content: draft, publishedBy: ctx.actor.id }, ctx.now());
    await store.updateDefinition(tx, id, { state: 'published', number });
    await recordEvent(tx, ctx, 'workflowDefinition.published', subject(id), { name, number });
    return { number };
  });
}

/** Takes it away from who starts workflows; instances under way go on. */
export function retire(ctx: Ctx, input: { id: string; version: number }): Promise<void> {
  return write(ctx, async (tx) => {
    const { id, state, name } = await current(tx, input);
    ensure(state !== 'retired', 'workflow.retired');
    await store.updateDefinition(tx, id, { state: 'retired' });
    await recordEvent(tx, ctx, 'workflowDefinition.retired', subject(id), { name });
  });
}

export function restore(ctx: Ctx, input: { id: string; version: number }): Promise<void> {
  return write(ctx, async (tx) => {
    const { id, state, number, name } = await current(tx, input);
    if (state !== 'retired') throw new AppError('common.conflict');
    await store.updateDefinition(tx, id, { state: number === null ? 'draft' : 'published' });
    await recordEvent(tx, ctx, 'workflowDefinition.restored', subject(id), { name });
  });
}
