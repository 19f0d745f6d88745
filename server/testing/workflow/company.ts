import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import type { WorkflowNode } from '../../../contract/workflows.definition.ts';
import { addToLine, ensureStandardRoles, roleIdByCode } from '../../modules/org/index.ts';
import { approval, define, parallel } from '../../modules/workflow/workflow.world.testing.ts';
import { createKysely } from '../../platform/db/db.ts';
import { newId } from '../../platform/ids.ts';

export type ProofPerson = { id: string; login: string };
export type ProofCompany = { people: ProofPerson[]; workflows: string[] };

/** People below one head, with workflows over all kinds of nodes; the second is a sub-process of the first. */
export async function makeCompany(pool: pg.Pool, size = 8, limits: ProofLimits = []): Promise<ProofCompany> {
  const kysely = createKysely(pool);
  const tag = randomBytes(4).toString('hex');
  return kysely.transaction().execute(async (tx) => {
    await ensureStandardRoles(tx);
    const role = await roleIdByCode(tx, 'salesperson');
    const people: ProofPerson[] = [];
    for (let index = 0; index < size; index += 1) {
      const person = { id: newId(), login: `proof-${tag}-${index}` };
      const above = people[0]?.id ?? null;
      await tx
        .insertInto('users')
        .values({ ...person, name: person.login, supervisor_id: above })
        .execute();
      await addToLine(tx, person.id, above);
      if (role) await tx.insertInto('user_roles').values({ user_id: person.id, role_id: role }).execute();
      people.push(person);
    }
    const workflows: string[] = [];
    const publish = async (nodes: WorkflowNode[]) => {
      const [id, versionId, at] = [newId(), newId(), new Date().toISOString()];
      const content = JSON.stringify({ definition: define(nodes), form: { fields: [] }, description: '' });
      const owner = people[0]?.id ?? '';
      await tx
        .insertInto('workflow_definitions')
        .values({
          ...{ id, code: id, name: `流程 ${workflows.length}`, family: 'plan', owner_id: owner, state: 'published' },
          ...{ current_number: 1, draft: content, created_at: at },
        })
        .execute();
      await tx
        .insertInto('workflow_versions')
        .values({ id: versionId, definition_id: id, number: 1, content, published_by: owner, published_at: at })
        .execute();
      workflows.push(id);
    };
    const at = (index: number) => people[index % size]?.id ?? '';
    await publish([approval('inner', [at(5)])]);
    await publish([
      approval('first', [at(1), at(2)], { limits }),
      parallel(
        'both',
        [approval('any', [at(3), at(4)], { mode: 'any' })],
        [approval('ordered', [at(5), at(6)], { mode: 'inOrder' })],
      ),
      { type: 'child', id: 'sub', name: 'sub', definitionId: workflows[0] ?? '', onReject: 'continue' },
      approval('last', [at(7)]),
    ]);
    await publish([
      approval('joint', [at(1), at(2), at(3), at(4)], { percent: 50, limits }),
      approval('last', [at(7)]),
    ]);
    return { people, workflows };
  });
}

type ProofLimits = Parameters<typeof approval>[2] extends infer Over
  ? Over extends { limits?: infer Limits }
    ? NonNullable<Limits>
    : never
  : never;
