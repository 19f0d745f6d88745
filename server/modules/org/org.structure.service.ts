import { sql } from 'kysely';
import type { permissions as allPermissions } from '../../../contract/permissions.ts';
import type { Ctx } from '../../platform/context.ts';
import { write } from '../../platform/context.ts';
import type { Db, Tx } from '../../platform/db/db.ts';
import { AppError, ensure, invalid, isPgError } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import { newId } from '../../platform/ids.ts';
import { daysBetween, isTimeZone } from '../../platform/time.ts';
import { lockOrganisation } from './org.line.store.ts';
import { calendarDays, companyOf, listDepartments, listRoles } from './org.reads.ts';
import { ensureHolds } from './org.service.ts';
import { countAdministrators, lockDepartment, lockRole, permissionsOfRoles } from './org.store.ts';

const subject = (type: string, id: string) => ({ type, id, audience: 'audit' as const });

async function departmentById(db: Db, id: string) {
  const found = (await listDepartments(db)).find((row) => row.id === id);
  ensure(found, 'common.notFound');
  return found;
}

async function checkParent(tx: Tx, parentId: string | null | undefined, movingId?: string): Promise<void> {
  if (!parentId) return;
  const { rows } = await sql<{ id: string }>`
    with recursive above as (
      select id, parent_id from departments where id = ${parentId}
      union all
      select d.id, d.parent_id from departments d join above on above.parent_id = d.id
    )
    select id from above
  `.execute(tx);
  if (rows.length === 0) throw invalid('parentId', 'notFound');
  ensure(!rows.some((row) => row.id === movingId), 'org.cycle');
}

async function takingName(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (isPgError(error, '23505', 'departments_name')) throw invalid('name', 'taken');
    throw error;
  }
}

export async function createDepartment(ctx: Ctx, input: { name: string; parentId?: string | null }) {
  const { id } = await write(ctx, async (tx) => {
    await lockOrganisation(tx);
    await checkParent(tx, input.parentId);
    const made = newId();
    await takingName(() =>
      tx
        .insertInto('departments')
        .values({ id: made, name: input.name, parent_id: input.parentId ?? null })
        .execute(),
    );
    await recordEvent(tx, ctx, 'department.created', subject('department', made), { name: input.name });
    return { id: made };
  });
  return departmentById(ctx.db, id);
}

type DepartmentChange = { id: string; version: number; name?: string; parentId?: string | null };

export async function updateDepartment(ctx: Ctx, input: DepartmentChange) {
  await write(ctx, async (tx) => {
    await lockOrganisation(tx);
    const department = await lockDepartment(tx, input.id);
    ensure(department, 'common.notFound');
    ensure(department.version === input.version, 'common.stale');
    await checkParent(tx, input.parentId, department.id);
    const changes = {
      name: input.name ?? department.name,
      parent_id: input.parentId === undefined ? department.parent_id : input.parentId,
    };
    await takingName(() =>
      tx
        .updateTable('departments')
        .set({ ...changes, version: department.version + 1 })
        .where('id', '=', department.id)
        .execute(),
    );
    await recordEvent(tx, ctx, 'department.updated', subject('department', department.id), changes);
  });
  return departmentById(ctx.db, input.id);
}

export async function removeDepartment(ctx: Ctx, input: { id: string; version: number }) {
  await write(ctx, async (tx) => {
    await lockOrganisation(tx);
    const department = await lockDepartment(tx, input.id);
    ensure(department, 'common.notFound');
    ensure(department.version === input.version, 'common.stale');
    const user = await tx.selectFrom('users').select('id').where('department_id', '=', input.id).executeTakeFirst();
    const child = await tx.selectFrom('departments').select('id').where('parent_id', '=', input.id).executeTakeFirst();
    ensure(!user && !child, 'org.departmentNotEmpty');
    await tx.deleteFrom('departments').where('id', '=', department.id).execute();
    await recordEvent(tx, ctx, 'department.removed', subject('department', department.id), {
      name: department.name,
    });
  });
  return { ok: true as const };
}

type Permission = (typeof allPermissions)[number];

async function roleById(db: Db, id: string) {
  const found = (await listRoles(db)).find((row) => row.id === id);
  ensure(found, 'common.notFound');
  return found;
}

export async function createRole(ctx: Ctx, input: { name: string; permissions: Permission[] }) {
  const { id } = await write(ctx, async (tx) => {
    ensureHolds(ctx.actor, input.permissions);
    const made = newId();
    await tx
      .insertInto('roles')
      .values({ id: made, code: `own-${made}`, name: input.name })
      .execute();
    await setPermissions(tx, made, input.permissions);
    await recordEvent(tx, ctx, 'role.created', subject('role', made), input);
    return { id: made };
  });
  return roleById(ctx.db, id);
}

async function setPermissions(tx: Tx, roleId: string, permissions: readonly Permission[]): Promise<void> {
  await tx.deleteFrom('role_permissions').where('role_id', '=', roleId).execute();
  const rows = [...new Set(permissions)].map((permission) => ({ role_id: roleId, permission }));
  if (rows.length > 0) await tx.insertInto('role_permissions').values(rows).execute();
}

type RoleChange = { id: string; version: number; name?: string; permissions?: Permission[] };

export async function updateRole(ctx: Ctx, input: RoleChange) {
  await write(ctx, async (tx) => {
    await lockOrganisation(tx);
    const role = await lockRole(tx, input.id);
    ensure(role, 'common.notFound');
    ensure(role.version === input.version, 'common.stale');
    const before = (await permissionsOfRoles(tx, [role.id])).map((row) => row.permission);
    ensureHolds(ctx.actor, [...before, ...(input.permissions ?? [])]);
    await tx
      .updateTable('roles')
      .set({ name: input.name ?? role.name, version: role.version + 1 })
      .where('id', '=', role.id)
      .execute();
    if (input.permissions) await setPermissions(tx, role.id, input.permissions);
    ensure((await countAdministrators(tx)) > 0, 'org.lastAdministrator');
    await recordEvent(tx, ctx, 'role.updated', subject('role', role.id), { before, ...input });
  });
  return roleById(ctx.db, input.id);
}

type CompanyChange = {
  version: number;
  name?: string;
  timeZone?: string;
  currency?: string;
  workDays?: number[];
  phoneReveals?: number;
};
// The company is one row; its events need an id all the same.
const companyId = '00000000-0000-7000-8000-000000000000';

export async function updateCompany(ctx: Ctx, input: CompanyChange) {
  if (input.timeZone !== undefined && !isTimeZone(input.timeZone)) throw invalid('timeZone', 'unknown');
  await write(ctx, async (tx) => {
    const company = await tx.selectFrom('company').selectAll().forUpdate().executeTakeFirstOrThrow();
    ensure(company.version === input.version, 'common.stale');
    await tx
      .updateTable('company')
      .set({
        name: input.name ?? company.name,
        time_zone: input.timeZone ?? company.time_zone,
        currency: input.currency ?? company.currency,
        work_days: input.workDays ? [...new Set(input.workDays)].sort() : company.work_days,
        phone_reveals: input.phoneReveals ?? company.phone_reveals,
        version: company.version + 1,
      })
      .execute();
    const { version: _, ...data } = input;
    await recordEvent(tx, ctx, 'company.updated', subject('company', companyId), data);
  });
  return companyOf(ctx.db);
}

export async function getCalendar(db: Db, input: { from: string; to: string }) {
  if (input.to < input.from) throw invalid('to', 'order');
  if (daysBetween(input.from, input.to) > 400)
    throw new AppError('common.invalid', {}, [{ path: 'to', code: 'tooBig' }]);
  return { days: await calendarDays(db, input.from, input.to) };
}

export async function setCalendarDay(ctx: Ctx, input: { day: string; working: boolean | null; name?: string | null }) {
  await write(ctx, async (tx) => {
    if (input.working === null) {
      await tx.deleteFrom('calendar_days').where('day', '=', input.day).execute();
    } else {
      const values = { working: input.working, name: input.name ?? null };
      await tx
        .insertInto('calendar_days')
        .values({ day: input.day, ...values })
        .onConflict((conflict) => conflict.column('day').doUpdateSet(values))
        .execute();
    }
    await recordEvent(tx, ctx, 'calendar.changed', subject('company', companyId), input);
  });
  return { ok: true as const };
}
