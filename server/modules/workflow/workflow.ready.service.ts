import { sql } from 'kysely';
import type { StandardRole } from '../../../contract/permissions.ts';
import { standardRoles } from '../../../contract/permissions.ts';
import type { Definition } from '../../../contract/workflows.definition.ts';
import type { WorkflowContent } from '../../../contract/workflows.design.ts';
import { form } from '../../../contract/workflows.forms.ts';
import type { Tx } from '../../platform/db/db.ts';
import { ensure } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import { newId } from '../../platform/ids.ts';
import type { Ready, Roles } from './ready/build.rules.ts';
import { readyWorkflows } from './ready/index.rules.ts';

const usualRules: Definition['rules'] = { starterApproves: 'supervisor', sameTwice: 'pass', withdraw: true };

/** What a ready workflow is with the roles of this company. */
export function contentOfReady({ description, form: drawn, draw }: Ready, roles: Roles): WorkflowContent {
  const { nodes, fields = {}, rules } = draw(roles);
  return { definition: { nodes, fields, rules: { ...usualRules, ...rules } }, form: form.parse(drawn), description };
}

/**
 * Gives a company the ready workflows, published, as soon as it has somebody to own them: its operations, or else an
 * administrator. One that it has stays what has become of it.
 */
export async function ensureReadyWorkflows(tx: Tx, now: Date): Promise<void> {
  const had = await tx.selectFrom('workflow_definitions').select('code').execute();
  const missing = readyWorkflows.filter(({ code }) => !had.some((one) => one.code === code));
  const ownerId = missing.length > 0 ? await firstOwner(tx) : null;
  if (ownerId === null) return;
  const roles = await rolesOf(tx);
  for (const ready of missing) await install(tx, ready, contentOfReady(ready, roles), ownerId, now);
}

async function firstOwner(tx: Tx): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select u.id from users u join user_roles ur on ur.user_id = u.id join roles r on r.id = ur.role_id
    where u.active and r.code in ('operations', 'administrator')
    order by r.code <> 'operations', u.id limit 1`.execute(tx);
  return rows[0]?.id ?? null;
}

async function rolesOf(tx: Tx): Promise<Roles> {
  const codes = Object.keys(standardRoles) as StandardRole[];
  const rows = await tx.selectFrom('roles').select(['id', 'code']).where('code', 'in', codes).execute();
  return (code) => {
    const role = rows.find((one) => one.code === code);
    ensure(role, 'common.notFound');
    return { by: 'role', roleId: role.id };
  };
}

async function install(tx: Tx, { code, name, family }: Ready, made: WorkflowContent, ownerId: string, now: Date) {
  const [at, content] = [now.toISOString(), JSON.stringify(made)];
  const definition = await tx
    .insertInto('workflow_definitions')
    .values({
      ...{ id: newId(), code, name, family, owner_id: ownerId, state: 'published', current_number: 1 },
      ...{ draft: content, created_at: at },
    })
    .onConflict((conflict) => conflict.column('code').doNothing())
    .returning('id')
    .executeTakeFirst();
  // Another program of the same company was faster.
  if (!definition) return;
  const { id } = definition;
  await tx
    .insertInto('workflow_versions')
    .values({ id: newId(), definition_id: id, number: 1, content, published_by: ownerId, published_at: at })
    .execute();
  const subject = { type: 'workflowDefinition', id, audience: 'audit' as const, ownerId };
  await recordEvent(tx, null, 'workflowDefinition.installed', subject, { name });
}
