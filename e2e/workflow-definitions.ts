import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { Definition, PeopleNode } from '../contract/workflows.definition.ts';
import { definition } from '../contract/workflows.definition.ts';
import type { Form } from '../contract/workflows.forms.ts';
import { form } from '../contract/workflows.forms.ts';
import { borrowEmbedded } from '../server/platform/embedded/index.ts';

export type Workflow = { code: string; name: string; description: string; form: Form; definition: Definition };

/** An approval that allows everything. */
export const approval = (id: string, name: string, assignee: PeopleNode['assignee']) => ({
  type: 'approval' as const,
  ...{ id, name, assignee },
  mode: 'all' as const,
  allow: ['reject', 'sendBack', 'recall', 'transfer', 'delegate', 'addBefore', 'copy'],
  empty: 'owner',
});

export const workflow = (given: {
  code: string;
  name: string;
  form: object;
  fields: object;
  nodes: object[];
}): Workflow => ({
  ...{ code: given.code, name: given.name, description: given.name },
  form: form.parse(given.form),
  definition: definition.parse({
    nodes: given.nodes,
    rules: { starterApproves: 'ask', sameTwice: 'ask', withdraw: true },
    fields: given.fields,
  }),
});

/** Publishes workflows in the running product's own database, owned by the administrator. */
export async function publish(dataDir: string, workflows: (ids: Map<string, string>) => Workflow[]): Promise<void> {
  const { url, stop } = await borrowEmbedded({ dataDir, log: () => undefined });
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ id: string; login: string }>('select id, login from users');
    const people = new Map(rows.map(({ login, id }) => [login, id]));
    await client.query('begin');
    for (const one of workflows(people)) {
      const content = JSON.stringify({ definition: one.definition, form: one.form, description: one.description });
      const { rowCount } = await client.query('select from workflow_definitions where code = $1', [one.code]);
      if (rowCount) continue;
      const id = randomUUID();
      await client.query(
        `insert into workflow_definitions (id, code, name, family, owner_id, state, current_number, draft, created_at)
         values ($1, $2, $3, 'administration', $4, 'published', 1, $5, now())`,
        [id, one.code, one.name, people.get('admin'), content],
      );
      await client.query(
        `insert into workflow_versions (id, definition_id, number, content, published_by, published_at)
         values ($1, $2, 1, $3, $4, now())`,
        [randomUUID(), id, content, people.get('admin')],
      );
    }
    await client.query('commit');
  } finally {
    await client.end();
    await stop();
  }
}
