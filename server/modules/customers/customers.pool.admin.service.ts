import type { Pool, PoolRule } from '../../../contract/pools.ts';
import type { Ctx } from '../../platform/context.ts';
import { write } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/db.ts';
import { AppError, ensure, invalid, isPgError } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import { newId } from '../../platform/ids.ts';
import { entriesIn } from '../settings/index.ts';
import { poolById } from './customers.pool.admin.reads.ts';
import { passKept } from './customers.pool.keeper.store.ts';
import { activePeople } from './customers.store.ts';

type Fields = {
  name: string;
  segmentId: string | null;
  regionId: string | null;
  keeperId: string;
  departmentIds: string[];
  maxOwned: number | null;
  maxClaimsADay: number | null;
  coolingDays: number;
  warnDays: number;
  rules: PoolRule[];
};

const poolSubject = (id: string) => ({ type: 'pool', id, audience: 'audit' as const });

export async function createPool(ctx: Ctx, input: Fields): Promise<Pool> {
  const { id } = await write(ctx, async (tx) => {
    await checkFields(tx, input);
    const made = newId();
    await takingPlace(() =>
      tx
        .insertInto('pools')
        .values({ id: made, created_at: ctx.now().toISOString(), ...columnsOf(input) })
        .execute(),
    );
    await setParts(tx, made, input);
    await recordEvent(tx, ctx, 'pool.created', poolSubject(made), input);
    return { id: made };
  });
  return poolById(ctx.db, id);
}

type Change = Partial<Fields> & { id: string; version: number; retired?: boolean };

export async function updatePool(ctx: Ctx, input: Change): Promise<Pool> {
  const { id, version, retired, ...changes } = input;
  await write(ctx, async (tx) => {
    const row = await tx
      .selectFrom('pools')
      .select(['keeper_id as keeperId', 'version'])
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst();
    ensure(row, 'common.notFound');
    ensure(row.version === version, 'common.stale');
    const current = await poolById(tx, id);
    const wanted = { ...current, keeperId: row.keeperId, ...changes };
    await checkFields(tx, wanted, current);
    // A customer in a pool that nobody can open any more would be lost to everyone but the keeper.
    ensure(!retired || current.customers === 0, 'common.conflict');
    await takingPlace(() =>
      tx
        .updateTable('pools')
        .set({ ...columnsOf(wanted), retired: retired ?? current.retired, version: version + 1 })
        .where('id', '=', id)
        .execute(),
    );
    await setParts(tx, id, wanted);
    if (wanted.keeperId !== row.keeperId) await passKept(tx, id, wanted.keeperId, ctx.now().toISOString());
    await recordEvent(tx, ctx, 'pool.updated', poolSubject(id), {
      ...changes,
      ...(retired !== undefined && { retired }),
    });
  });
  return poolById(ctx.db, id);
}

function columnsOf(fields: Fields) {
  return {
    name: fields.name,
    segment_id: fields.segmentId,
    region_id: fields.regionId,
    keeper_id: fields.keeperId,
    max_owned: fields.maxOwned,
    max_claims_a_day: fields.maxClaimsADay,
    cooling_days: fields.coolingDays,
    warn_days: fields.warnDays,
  };
}

async function setParts(tx: Tx, poolId: string, { departmentIds, rules }: Fields): Promise<void> {
  await tx.deleteFrom('pool_departments').where('pool_id', '=', poolId).execute();
  const departments = [...new Set(departmentIds)].map((department_id) => ({ pool_id: poolId, department_id }));
  if (departments.length > 0) await tx.insertInto('pool_departments').values(departments).execute();
  await tx.deleteFrom('pool_rules').where('pool_id', '=', poolId).execute();
  if (rules.length === 0) return;
  await tx
    .insertInto('pool_rules')
    .values(
      rules.map(({ kind, levelId, days, sparePlanned }, position) => ({
        pool_id: poolId,
        position,
        kind,
        level_id: levelId,
        days,
        spare_planned: sparePlanned,
      })),
    )
    .execute();
}

/** Refuses, at its field, whatever is not there or not in use; what the pool has already may stay. */
async function checkFields(tx: Tx, fields: Fields, current?: Pool): Promise<void> {
  const entry = async (
    path: string,
    list: 'segment' | 'region' | 'level',
    id: string | null,
    kept: (string | null)[],
  ) => {
    const held = kept.filter((one) => one !== null);
    if (id && !(await entriesIn(tx, list, [id], held)).has(id)) throw invalid(path, 'notFound');
  };
  await entry('segmentId', 'segment', fields.segmentId, [current?.segmentId ?? null]);
  await entry('regionId', 'region', fields.regionId, [current?.regionId ?? null]);
  const levels = current?.rules.map((rule) => rule.levelId) ?? [];
  for (const [index, rule] of fields.rules.entries()) {
    await entry(`rules.${index}.levelId`, 'level', rule.levelId, levels);
    const twice = fields.rules.findIndex((one) => one.kind === rule.kind && one.levelId === rule.levelId) < index;
    if (twice) throw invalid(`rules.${index}.levelId`, 'taken');
  }
  if (!(await activePeople(tx, [fields.keeperId])).has(fields.keeperId)) throw invalid('keeperId', 'notFound');
  if (fields.departmentIds.length === 0) return;
  const known = await tx.selectFrom('departments').select('id').where('id', 'in', fields.departmentIds).execute();
  const ids = new Set(known.map((row) => row.id));
  const unknown = fields.departmentIds.findIndex((id) => !ids.has(id));
  if (unknown !== -1) throw invalid(`departmentIds.${unknown}`, 'notFound');
}

async function takingPlace(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (isPgError(error, '23505', 'pools_place')) throw new AppError('pool.placeTaken');
    throw error;
  }
}
