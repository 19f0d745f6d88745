import type { StandardRole } from '../../../contract/permissions.ts';
import type { Ctx } from '../../platform/context.ts';
import { write } from '../../platform/context.ts';
import type { Db, Tx } from '../../platform/db/db.ts';
import { AppError, isPgError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import {
  allDepartments,
  ensureHolds,
  everyone,
  insertDepartment,
  insertPeople,
  lockOrganisation,
  permissionsOfRoles,
  removePeople,
  roleIdByCode,
} from '../org/index.ts';
import { insertExtras } from './transfers.extras.store.ts';
import type { Newcomer, PeoplePlan, PersonRow } from './transfers.people.rules.ts';
import { nameKey, planPeople, readPerson } from './transfers.people.rules.ts';
import type { ImportRecord, MadeRow, RowResult } from './transfers.store.ts';
import { rowsAfter, setProgress, setResults, settleUndone } from './transfers.store.ts';
import type { Turns } from './transfers.turns.service.ts';
import { rowError } from './transfers.values.rules.ts';

const readAtOnce = 2000;
const insertedAtOnce = 500;
const grantedRoles: readonly StandardRole[] = ['salesperson', 'manager'];

/** An import hands out two roles; whoever imports must hold what they grant (`org.grantExceeds`). */
export async function ensureMayGrant(ctx: Ctx): Promise<void> {
  const ids = await Promise.all(grantedRoles.map((code) => roleIdByCode(ctx.db, code)));
  const granted = await permissionsOfRoles(
    ctx.db,
    ids.filter((id) => id !== null),
  );
  ensureHolds(
    ctx.actor,
    granted.map((row) => row.permission),
  );
}

async function readRows(db: Db, record: ImportRecord): Promise<PersonRow[]> {
  const rows: PersonRow[] = [];
  for (let after = 0; ; ) {
    const stored = await rowsAfter(db, record.id, after, readAtOnce);
    const last = stored.at(-1);
    if (!last) return rows;
    after = last.row;
    for (const { row, values } of stored) rows.push(readPerson(row, values, record.mapping));
  }
}

type Departments = ReadonlyMap<string, string | null>;

/** By name; null for a name that several have, so that it tells nothing. */
async function departmentsByName(db: Db): Promise<Departments> {
  const byName = new Map<string, string | null>();
  for (const { id, name } of await allDepartments(db)) byName.set(nameKey(name), byName.has(nameKey(name)) ? null : id);
  return byName;
}

async function makePlan(db: Db, record: ImportRecord, departments: Departments): Promise<PeoplePlan> {
  const rows = await readRows(db, record);
  for (const row of rows) {
    if (row.department && departments.get(nameKey(row.department)) === null) {
      row.errors.push(rowError('department', 'ambiguous', row.department));
    }
  }
  const people = await everyone(db);
  return planPeople(
    rows,
    people.map((person) => ({
      ...person,
      login: person.login.toLowerCase(),
      department: person.department && nameKey(person.department),
    })),
  );
}

/** The dry run. Answers departments and supervisors that would be added although no row of the file is theirs. */
export async function checkPeople(turns: Turns, record: ImportRecord): Promise<Record<string, string[]>> {
  const ctx = await turns();
  await ensureMayGrant(ctx);
  const departments = await departmentsByName(ctx.db);
  const plan = await makePlan(ctx.db, record, departments);
  const results = [
    ...plan.newcomers.flatMap(({ row }) => (row === null ? [] : [toResult(row, 'create')])),
    ...[...plan.known].map(([row, id]) => toResult(row, 'skip', id)),
    ...[...plan.errors].map(([row, errors]) => ({ ...toResult(row, 'error'), errors })),
  ];
  for (let from = 0; from < results.length; from += readAtOnce) {
    const some = results.slice(from, from + readAtOnce);
    await write(ctx, async (tx) => {
      await setResults(tx, record.id, some);
      await setProgress(tx, record, from + some.length);
    });
  }
  const fresh = new Map<string, string>();
  for (const { department } of plan.newcomers) {
    if (department && !departments.has(nameKey(department)) && !fresh.has(nameKey(department))) {
      fresh.set(nameKey(department), department);
    }
  }
  const supervisors = plan.newcomers.filter(({ row }) => row === null).map(({ name }) => name);
  return {
    ...(fresh.size > 0 && { department: [...fresh.values()] }),
    ...(supervisors.length > 0 && { supervisor: supervisors }),
  };
}

function toResult(row: number, outcome: 'create' | 'skip' | 'error', recordId: string | null = null): RowResult {
  return { row, outcome, errors: [], recordId, recordVersion: null };
}

/** Another who takes a login in the meantime makes the plan anew; so often at most. */
const mostPlans = 5;

/** Adds the people who passed, supervisors first, some hundred in one transaction with their results. */
export async function runPeople(turns: Turns, record: ImportRecord): Promise<void> {
  await ensureMayGrant(await turns());
  for (let made = 1; ; made += 1) {
    try {
      return await addNewcomers(turns, record);
    } catch (error) {
      if (made === mostPlans || !isPgError(error, '23505', 'users_login')) throw error;
    }
  }
}

async function addNewcomers(turns: Turns, record: ImportRecord): Promise<void> {
  const first = await turns();
  const plan = await makePlan(first.db, record, await departmentsByName(first.db));
  const open = await openRows(first.db, record);
  const going = plan.newcomers.filter(({ row }) => row === null || open.has(row));
  const ids = new Map(going.map((newcomer) => [newcomer, newId()]));
  let done = record.total - open.size;
  for (let from = 0; from < going.length; from += insertedAtOnce) {
    const batch = going.slice(from, from + insertedAtOnce);
    done += batch.filter(({ row }) => row !== null).length;
    const ctx = await turns();
    await ensureMayGrant(ctx);
    await write(ctx, async (tx) => {
      await lockOrganisation(tx);
      await insertBatch(tx, ctx, record, batch, ids);
      await setProgress(tx, record, done);
    });
  }
  await settleRest(first, record, plan, open, new Set(going.map(({ row }) => row)));
}

/** Rows that passed the check and are no people yet. */
async function openRows(db: Db, record: ImportRecord): Promise<Set<number>> {
  const open = new Set<number>();
  for (let after = 0; ; ) {
    const stored = await rowsAfter(db, record.id, after, readAtOnce, 'create');
    const last = stored.at(-1);
    if (!last) return open;
    after = last.row;
    for (const { row } of stored) open.add(row);
  }
}

async function insertBatch(
  tx: Tx,
  ctx: Ctx,
  record: ImportRecord,
  batch: readonly Newcomer[],
  ids: ReadonlyMap<Newcomer, string>,
): Promise<void> {
  const departments = new Map(await departmentsByName(tx));
  for (const { department } of batch) {
    if (department && !departments.has(nameKey(department))) {
      departments.set(nameKey(department), await insertDepartment(tx, ctx, department));
    }
  }
  const idOf = (newcomer: Newcomer): string => {
    const id = ids.get(newcomer);
    // A supervisor whose own row fell out meanwhile.
    if (!id) throw new AppError('common.conflict');
    return id;
  };
  await insertPeople(
    tx,
    ctx,
    record.id,
    batch.map((newcomer) => ({
      id: idOf(newcomer),
      login: newcomer.login,
      name: newcomer.name,
      post: newcomer.post,
      email: newcomer.email,
      phone: newcomer.phone,
      departmentId: newcomer.department ? (departments.get(nameKey(newcomer.department)) ?? null) : null,
      supervisorId:
        newcomer.supervisor &&
        ('newcomer' in newcomer.supervisor ? idOf(newcomer.supervisor.newcomer) : newcomer.supervisor.id),
      role: newcomer.role,
    })),
  );
  const results = batch.flatMap((newcomer) =>
    newcomer.row === null ? [] : [{ ...toResult(newcomer.row, 'create', idOf(newcomer)), recordVersion: 1 }],
  );
  await setResults(tx, record.id, results);
  await insertExtras(tx, record.id, batch.filter(({ row }) => row === null).map(idOf));
}

/** Rows that passed the check but by now are there already, or are wrong. */
async function settleRest(
  ctx: Ctx,
  record: ImportRecord,
  plan: PeoplePlan,
  open: ReadonlySet<number>,
  gone: ReadonlySet<number | null>,
): Promise<void> {
  const results = [...open]
    .filter((row) => !gone.has(row))
    .map((row): RowResult => {
      const known = plan.known.get(row);
      if (known) return toResult(row, 'skip', known);
      return { ...toResult(row, 'error'), errors: plan.errors.get(row) ?? [rowError('name', 'exists')] };
    });
  if (results.length > 0) await write(ctx, (tx) => setResults(tx, record.id, results));
}

/** Takes back one batch of added people; `waiting` says how many only wait for a subordinate to go first. */
export async function undoPeople(
  tx: Tx,
  ctx: Ctx,
  record: ImportRecord,
  made: readonly MadeRow[],
): Promise<{ waiting: number }> {
  await lockOrganisation(tx);
  return settleUndone(tx, record, made, await removePeople(tx, ctx, made));
}
