import { sql } from 'kysely';
import { seenOf } from '../../../contract/workflows.compute.ts';
import { startNode } from '../../../contract/workflows.definition.ts';
import { schemaOf } from '../../../contract/workflows.schema.ts';
import type { Ctx } from '../../platform/context.ts';
import { ensure } from '../../platform/errors.ts';
import { contentOf, publishedOf } from './workflow.definitions.store.ts';
import { assigneesOf, mostChosen } from './workflow.people.rules.ts';
import { knownRights, rightsAt } from './workflow.rights.rules.ts';

type Listed = { id: string; name: string; family: 'plan' | 'marketing' | 'administration'; description: string };

/** Workflows that can be started, by family and name. */
export async function listWorkflows(ctx: Ctx): Promise<{ items: Listed[] }> {
  const { rows } = await sql<Listed>`
    select d.id, d.name, d.family, v.content ->> 'description' as description
    from workflow_definitions d join workflow_versions v on v.definition_id = d.id and v.number = d.current_number
    where d.state = 'published' order by d.family, d.name limit 500`.execute(ctx.db);
  return { items: rows };
}

/** One that can be started, with its form in the rights of the starter. */
export async function getWorkflow(ctx: Ctx, id: string) {
  const published = await publishedOf(ctx.db, id);
  ensure(published, 'common.notFound');
  const { graph, form, description } = await contentOf(ctx.db, published.versionId);
  const choose = [...graph.nodes.values()].flatMap(({ step }) => {
    const most = Math.max(0, ...assigneesOf(step).map(mostChosen));
    return most > 0 ? [{ nodeId: step.id, name: step.name, most }] : [];
  });
  const { name, family } = published;
  const rights = rightsAt(graph, form, [startNode]);
  const seen = { form: seenOf(form, rights, {}).form, rights: knownRights(rights), schema: schemaOf(form, rights) };
  return { id, name, family, description, ...seen, choose };
}
