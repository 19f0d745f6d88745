import type { Actor } from '../../platform/actor.ts';
import { isAbove, isAboveOrSelf, may } from '../../platform/actor.ts';
import type { Ctx } from '../../platform/context.ts';
import { write } from '../../platform/context.ts';
import type { Db, Tx } from '../../platform/db/db.ts';
import { AppError, authorize, ensure, invalid, isPgError } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import { allStaying, countHeld } from '../../platform/holdings.ts';
import { newId } from '../../platform/ids.ts';
import { addToLine, lockOrganisation, moveInLine } from './org.line.store.ts';
import { getUser, todayOf } from './org.reads.ts';
import { exceeding } from './org.rules.ts';
import {
  countAdministrators,
  directSubordinates,
  lockUser,
  permissionsOfRoles,
  roleIdsOf,
  setRoles,
  setSupervisor,
} from './org.store.ts';

type UserFields = {
  login?: string;
  name?: string;
  post?: string | null;
  email?: string | null;
  phone?: string | null;
  departmentId?: string | null;
  supervisorId?: string | null;
  roleIds?: string[];
};

const userSubject = (id: string) => ({ type: 'user', id, audience: 'audit' as const });

export async function createUser(ctx: Ctx, input: UserFields & { login: string; name: string }) {
  const { id } = await write(ctx, async (tx) => {
    await lockOrganisation(tx);
    await checkReferences(tx, ctx.actor, input, []);
    const made = newId();
    await takingLogin(() =>
      tx
        .insertInto('users')
        .values({
          id: made,
          login: input.login,
          name: input.name,
          post: input.post ?? null,
          email: input.email ?? null,
          phone: input.phone ?? null,
          department_id: input.departmentId ?? null,
          supervisor_id: input.supervisorId ?? null,
          departed_on: null,
        })
        .execute(),
    );
    await addToLine(tx, made, input.supervisorId ?? null);
    await setRoles(tx, made, input.roleIds ?? []);
    await recordEvent(tx, ctx, 'user.created', userSubject(made), { login: input.login, name: input.name });
    return { id: made };
  });
  return getUser(ctx.db, id);
}

export async function updateUser(ctx: Ctx, input: UserFields & { id: string; version: number }) {
  await write(ctx, async (tx) => {
    await lockOrganisation(tx);
    const user = await lockUser(tx, input.id);
    ensure(user, 'common.notFound');
    ensure(user.version === input.version, 'common.stale');
    if (input.supervisorId !== undefined && input.supervisorId !== user.supervisor_id) {
      authorize(mayPlaceBelow(ctx.actor, user.id, input.supervisorId));
    }
    const held = await roleIdsOf(tx, user.id);
    await checkReferences(tx, ctx.actor, input, held);
    const changes = changedColumns(input);
    await takingLogin(() =>
      tx
        .updateTable('users')
        .set({ ...changes, version: user.version + 1 })
        .where('id', '=', user.id)
        .execute(),
    );
    if (input.supervisorId !== undefined && input.supervisorId !== user.supervisor_id) {
      await moveInLine(tx, user.id, input.supervisorId);
    }
    if (input.roleIds) {
      await setRoles(tx, user.id, input.roleIds);
      ensure((await countAdministrators(tx)) > 0, 'org.lastAdministrator');
    }
    await recordEvent(tx, ctx, 'user.updated', userSubject(user.id), {
      ...changes,
      roleIds: input.roleIds ?? held,
    });
  });
  return getUser(ctx.db, input.id);
}

/**
 * Nobody puts others below themselves or their own people and so gives themselves sight of them, unless they could hand
 * themselves any role as well. Within the own line people move freely.
 */
function mayPlaceBelow(actor: Actor, userId: string, supervisorId: string | null): boolean {
  if (may(actor, 'roles.manage') || !supervisorId) return true;
  return !isAboveOrSelf(actor, supervisorId) || isAbove(actor, userId);
}

function changedColumns(input: UserFields) {
  return {
    ...(input.login !== undefined && { login: input.login }),
    ...(input.name !== undefined && { name: input.name }),
    ...(input.post !== undefined && { post: input.post }),
    ...(input.email !== undefined && { email: input.email }),
    ...(input.phone !== undefined && { phone: input.phone }),
    ...(input.departmentId !== undefined && { department_id: input.departmentId }),
    ...(input.supervisorId !== undefined && { supervisor_id: input.supervisorId }),
  };
}

async function checkReferences(tx: Tx, actor: Actor, input: UserFields, heldRoles: string[]): Promise<void> {
  if (input.departmentId) {
    const found = await tx
      .selectFrom('departments')
      .select('id')
      .where('id', '=', input.departmentId)
      .executeTakeFirst();
    if (!found) throw invalid('departmentId', 'notFound');
  }
  if (input.supervisorId) {
    const found = await tx
      .selectFrom('users')
      .select('id')
      .where('id', '=', input.supervisorId)
      .where('active', '=', true)
      .executeTakeFirst();
    if (!found) throw invalid('supervisorId', 'notFound');
  }
  if (input.roleIds) await checkRoles(tx, actor, input.roleIds, heldRoles);
}

/** Both what is given and what is taken away must be within what the actor holds. */
async function checkRoles(tx: Tx, actor: Actor, wanted: string[], held: string[]): Promise<void> {
  const known =
    wanted.length === 0 ? [] : await tx.selectFrom('roles').select('id').where('id', 'in', wanted).execute();
  if (known.length !== new Set(wanted).size) throw invalid('roleIds', 'notFound');
  const changed = [...wanted.filter((id) => !held.includes(id)), ...held.filter((id) => !wanted.includes(id))];
  const touched = await permissionsOfRoles(tx, changed);
  ensureHolds(
    actor,
    touched.map((row) => row.permission),
  );
}

/** Throws `org.grantExceeds` naming the first permission that the actor lacks. */
export function ensureHolds(actor: Actor, permissions: string[]): void {
  const [first] = exceeding(actor.permissions, permissions);
  if (first) throw new AppError('org.grantExceeds', { permission: first });
}

/** Nobody acts on the account of someone who holds permissions that they lack themselves. */
export async function ensureNotAbove(db: Db, actor: Actor, userId: string): Promise<void> {
  const granted = await permissionsOfRoles(db, await roleIdsOf(db, userId));
  ensureHolds(
    actor,
    granted.map((row) => row.permission),
  );
}

async function takingLogin(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (isPgError(error, '23505', 'users_login')) {
      throw new AppError('org.loginTaken', {}, [{ path: 'login', code: 'taken' }]);
    }
    throw error;
  }
}

type Departure = { id: string; version: number; on?: string | undefined; override?: boolean | undefined };

/**
 * Closes the account; the database ends the sessions with it. Direct subordinates pass to the leaver's supervisor. Who
 * still holds other things is refused with `org.stillHolds`, unless that is overridden.
 */
export async function depart(ctx: Ctx, input: Departure) {
  await write(ctx, (tx) => departIn(tx, ctx, input));
  return getUser(ctx.db, input.id);
}

/** As `depart`, within the transaction of something larger. */
export async function departIn(tx: Tx, ctx: Ctx, input: Departure): Promise<void> {
  await lockOrganisation(tx);
  const user = await lockUser(tx, input.id);
  ensure(user, 'common.notFound');
  authorize(user.id !== ctx.actor.id);
  await ensureNotAbove(tx, ctx.actor, user.id);
  ensure(user.version === input.version, 'common.stale');
  ensure(user.active, 'common.conflict');
  if (!input.override) {
    const count = await countHeld(tx, user.id, ['subordinates']);
    ensure(count === 0, 'org.stillHolds', { count });
  }
  for (const { end } of allStaying()) await end?.(tx, ctx, user.id);
  const subordinates = await directSubordinates(tx, user.id);
  for (const { id } of subordinates) {
    await setSupervisor(tx, id, user.supervisor_id);
    await moveInLine(tx, id, user.supervisor_id);
  }
  await tx
    .updateTable('users')
    .set({ active: false, departed_on: input.on ?? (await todayOf(tx, ctx.now())), version: user.version + 1 })
    .where('id', '=', user.id)
    .execute();
  ensure((await countAdministrators(tx)) > 0, 'org.lastAdministrator');
  await recordEvent(tx, ctx, 'user.departed', userSubject(user.id), { subordinates: subordinates.length });
}

export async function restore(ctx: Ctx, input: { id: string; version: number }) {
  await write(ctx, async (tx) => {
    const user = await lockUser(tx, input.id);
    ensure(user, 'common.notFound');
    await ensureNotAbove(tx, ctx.actor, user.id);
    ensure(user.version === input.version, 'common.stale');
    ensure(!user.active, 'common.conflict');
    await tx
      .updateTable('users')
      .set({ active: true, departed_on: null, version: user.version + 1 })
      .where('id', '=', user.id)
      .execute();
    await recordEvent(tx, ctx, 'user.restored', userSubject(user.id));
  });
  return getUser(ctx.db, input.id);
}
