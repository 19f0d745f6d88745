import type { Definition, WorkflowNode } from '../../../contract/workflows.definition.ts';
import { form as formShape } from '../../../contract/workflows.forms.ts';
import { newId } from '../../platform/ids.ts';
import type { TestApp, TestPerson } from '../../testing/app.ts';
import { define } from './workflow.world.testing.ts';

type Drawn = {
  owner: TestPerson;
  nodes: WorkflowNode[];
  form?: unknown;
  /** What the starter may do with the fields. */
  fields?: Definition['fields'];
  name?: string;
  family?: 'plan' | 'marketing' | 'administration';
  /** Another version of this one. */
  of?: string;
};

/** Publishes a workflow, or another version of one, past its designer; answers the id of its definition. */
export async function publish(app: TestApp, drawn: Drawn): Promise<string> {
  const { owner, nodes, fields = {}, name = '特价', family = 'marketing' } = drawn;
  const [id, versionId, at] = [drawn.of ?? newId(), newId(), app.runtime.now().toISOString()];
  const form = formShape.parse(drawn.form ?? { fields: [] });
  const content = JSON.stringify({ definition: { ...define(nodes), fields }, form, description: '' });
  await app.runtime.kysely.transaction().execute(async (tx) => {
    const { count } = await tx
      .selectFrom('workflow_versions')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('definition_id', '=', id)
      .executeTakeFirstOrThrow();
    const number = Number(count) + 1;
    if (!drawn.of) {
      await tx
        .insertInto('workflow_definitions')
        .values({
          ...{ id, code: id, name, family, owner_id: owner.id, state: 'published', current_number: 1 },
          ...{ draft: content, created_at: at },
        })
        .execute();
    }
    await tx
      .insertInto('workflow_versions')
      .values({ id: versionId, definition_id: id, number, content, published_by: owner.id, published_at: at })
      .execute();
    await tx.updateTable('workflow_definitions').set({ current_number: number }).where('id', '=', id).execute();
  });
  return id;
}

/** A file that the person has brought in. */
export async function storeFile(app: TestApp, owner: TestPerson, name: string): Promise<string> {
  const id = newId();
  await app.runtime.kysely
    .insertInto('files')
    .values({
      ...{ id, owner_id: owner.id, name, type: 'application/pdf', size: 5, sha256: 'a'.repeat(64) },
      created_at: app.runtime.now().toISOString(),
    })
    .execute();
  return id;
}
