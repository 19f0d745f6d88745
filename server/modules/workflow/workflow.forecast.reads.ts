import type { PersonRef } from '../../../contract/base.ts';
import { parseId } from '../../../contract/values.ts';
import { startNode } from '../../../contract/workflows.definition.ts';
import type { Form, FormValues } from '../../../contract/workflows.forms.ts';
import type { ForecastNode, WorkflowFamily } from '../../../contract/workflows.ts';
import { checkValues } from '../../../contract/workflows.values.ts';
import type { Ctx } from '../../platform/context.ts';
import type { Db } from '../../platform/db/db.ts';
import { factsFor } from './workflow.facts.reads.ts';
import type { Foreseen } from './workflow.forecast.rules.ts';
import { foreseeNew } from './workflow.forecast.rules.ts';
import { seenCustomers } from './workflow.forms.reads.ts';
import type { Graph } from './workflow.graph.rules.ts';
import { customerIn, rightsAt } from './workflow.rights.rules.ts';
import type { State } from './workflow.state.rules.ts';

export type Known = ReadonlyMap<string, PersonRef>;
export const personOf = (known: Known, id: string): PersonRef => known.get(id) ?? { id, name: '', post: null };

export async function peopleNamed(db: Db, ids: readonly string[]): Promise<Known> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const rows = await db.selectFrom('users').select(['id', 'name', 'post']).where('id', 'in', wanted).execute();
  return new Map(rows.map((row) => [row.id, row]));
}

const foretold = ['approval', 'handling', 'copy', 'wait', 'child'] as const;

export function forecastOf({ graph }: { graph: Graph }, coming: readonly Foreseen[], known: Known): ForecastNode[] {
  return coming.flatMap(({ nodeId, people }): ForecastNode[] => {
    const node = graph.nodes.get(nodeId)?.step;
    const type = foretold.find((one) => one === node?.type);
    if (!node || !type) return [];
    const mode = node.type === 'approval' || node.type === 'handling' ? node.mode : null;
    return [{ nodeId, name: node.name, type, mode, people: people.map((id) => personOf(known, id)) }];
  });
}

type Begun = { starterId: string; values: FormValues; chosen: State['chosen']; about?: string | undefined };
type Of = { graph: Graph; form: Form; ownerId: string; family: WorkflowFamily };

/**
 * Who would get what if somebody started it with these values, as far as they are filled in: in the rights of the
 * starter, with what is computed from them.
 */
export async function forecastNew(ctx: Ctx, of: Of, begun: Begun): Promise<{ nodes: ForecastNode[] }> {
  const { graph, form } = of;
  const { starterId, chosen } = begun;
  const { values: variables } = checkValues(form, rightsAt(graph, form, [startNode]), {}, begun.values);
  const given = { starterId, variables, chosen };
  const about = await seenAbout(ctx, customerIn(form, variables) ?? begun.about);
  const facts = await factsFor(ctx.db, { ...of, ...given, customerId: about, people: [], now: ctx.now() });
  const coming = foreseeNew(graph, given, facts);
  const people = coming.flatMap((one) => one.people);
  return { nodes: forecastOf(of, coming, await peopleNamed(ctx.db, people)) };
}

/** The customer if the reader sees it: nobody learns of another one by who would get it. */
async function seenAbout(ctx: Ctx, id: string | undefined): Promise<string | null> {
  const parsed = parseId(id);
  const [seen] =
    'value' in parsed && parsed.value ? (await seenCustomers(ctx.db, ctx.actor, [parsed.value])).keys() : [];
  return seen ?? null;
}
