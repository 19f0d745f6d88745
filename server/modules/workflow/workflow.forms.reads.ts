import type { Form, FormValues } from '../../../contract/workflows.forms.ts';
import type { InstanceDetail } from '../../../contract/workflows.ts';
import { referencesIn } from '../../../contract/workflows.values.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Db } from '../../platform/db/db.ts';
import { customerSeenRow } from '../../platform/scope.ts';
import { survivorsOf } from '../../platform/survivors.ts';

/** Those of these people who work here now. */
export async function activePeople(db: Db, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await db.selectFrom('users').select('id').where('id', 'in', ids).where('active', '=', true).execute();
  return rows.map(({ id }) => id);
}

/** What these departments are called, as far as there are any. */
export async function departmentNames(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db.selectFrom('departments').select(['id', 'name']).where('id', 'in', ids).orderBy('id').execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Names of the customers among these that the actor sees; one that has become part of another goes by that one's. */
export async function seenCustomers(db: Db, actor: Actor, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const survivors = await survivorsOf(db, ids);
  const rows = await db
    .selectFrom('customers as c')
    .select(['c.id', 'c.name'])
    .where('c.id', 'in', [...ids, ...survivors.values()])
    .where(customerSeenRow(actor, 'c.id'))
    .execute();
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  return new Map(
    [...new Set(ids)].sort().flatMap((id) => {
      const name = names.get(survivors.get(id) ?? id);
      return name === undefined ? [] : [[id, name] as const];
    }),
  );
}

export type FormNames = Pick<InstanceDetail, 'names' | 'files'>;

/**
 * What the values of a form name, for somebody who may see these values: people, departments, files, and the customers that the
 * actor sees.
 */
export async function namesIn(db: Db, actor: Actor, form: Form, ...values: FormValues[]): Promise<FormNames> {
  const references = values.flatMap((one) => referencesIn(form, one));
  const idsOf = (kind: string) => references.filter((one) => one.kind === kind).map(({ id }) => id);
  const [personIds, fileIds] = [idsOf('person'), idsOf('attachment')];
  const people =
    personIds.length === 0
      ? []
      : await db.selectFrom('users').select(['id', 'name']).where('id', 'in', personIds).orderBy('id').execute();
  const departments = await departmentNames(db, idsOf('department'));
  const customers = await seenCustomers(db, actor, idsOf('customer'));
  const files =
    fileIds.length === 0
      ? []
      : await db.selectFrom('files').select(['id', 'name', 'size']).where('id', 'in', fileIds).orderBy('id').execute();
  const names = Object.fromEntries([...people.map(({ id, name }) => [id, name]), ...departments, ...customers]);
  return { names, files };
}
