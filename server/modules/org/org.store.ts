import { sql } from 'kysely';
import { standardRoles } from '../../../contract/permissions.ts';
import type { Db, Tx } from '../../platform/db/db.ts';
import type { Held } from '../../platform/holdings.ts';
import { newId } from '../../platform/ids.ts';

export function lockUser(tx: Tx, id: string) {
  return tx.selectFrom('users').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

export function lockDepartment(tx: Tx, id: string) {
  return tx.selectFrom('departments').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

export function lockRole(tx: Tx, id: string) {
  return tx.selectFrom('roles').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

export async function permissionsOfRoles(
  db: Db,
  roleIds: readonly string[],
): Promise<{ roleId: string; permission: string }[]> {
  if (roleIds.length === 0) return [];
  return db
    .selectFrom('role_permissions')
    .select(['role_id as roleId', 'permission'])
    .where('role_id', 'in', [...roleIds])
    .execute();
}

export async function roleIdsOf(db: Db, userId: string): Promise<string[]> {
  const rows = await db.selectFrom('user_roles').select('role_id').where('user_id', '=', userId).execute();
  return rows.map((row) => row.role_id);
}

export async function setRoles(tx: Tx, userId: string, roleIds: readonly string[]): Promise<void> {
  await tx.deleteFrom('user_roles').where('user_id', '=', userId).execute();
  if (roleIds.length === 0) return;
  await tx
    .insertInto('user_roles')
    .values([...new Set(roleIds)].map((roleId) => ({ user_id: userId, role_id: roleId })))
    .execute();
}

/** People who are active and can hand out roles; there must always be one. */
export async function countAdministrators(db: Db): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(distinct u.id) as count
    from users u
    join user_roles ur on ur.user_id = u.id
    join role_permissions rp on rp.role_id = ur.role_id and rp.permission = 'roles.manage'
    where u.active
  `.execute(db);
  return rows[0]?.count ?? 0;
}

/** The roles that every company starts with; those that are there already keep what they are. */
export async function ensureStandardRoles(tx: Tx): Promise<void> {
  for (const [code, granted] of Object.entries(standardRoles)) {
    const role = await tx
      .insertInto('roles')
      .values({ id: newId(), code, name: code })
      .onConflict((conflict) => conflict.column('code').doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!role) continue;
    await tx
      .insertInto('role_permissions')
      .values(granted.map((permission) => ({ role_id: role.id, permission })))
      .execute();
  }
}

export async function roleIdByCode(db: Db, code: string): Promise<string | null> {
  const row = await db.selectFrom('roles').select('id').where('code', '=', code).executeTakeFirst();
  return row?.id ?? null;
}

/** People directly below, as things that are held; those who have left too, for what they did is still answered and seen. */
export async function directSubordinates(db: Db, personId: string): Promise<Held[]> {
  const { rows } = await sql<Held>`
    select u.id, u.name as title, u.version, null as "customerId", null as "segmentId", null as "regionId"
    from users u where u.supervisor_id = ${personId} order by u.id
  `.execute(db);
  return rows;
}

export async function setSupervisor(tx: Tx, userId: string, supervisorId: string | null): Promise<void> {
  await tx
    .updateTable('users')
    .set((eb) => ({ supervisor_id: supervisorId, version: eb('version', '+', 1) }))
    .where('id', '=', userId)
    .execute();
}
