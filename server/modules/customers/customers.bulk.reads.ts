import { sql } from 'kysely';
import { z } from 'zod';
import type { BulkEdit, BulkRow, BulkRowState, Selection } from '../../../contract/bulk.ts';
import { mostSelected } from '../../../contract/bulk.ts';
import type { Ctx } from '../../platform/context.ts';
import { AppError, ensure, invalid } from '../../platform/errors.ts';
import { decodeCursor, toPage } from '../../platform/paging.ts';
import { customerSeenRow } from '../../platform/scope.ts';
import type { BulkRecord } from './customers.bulk.store.ts';
import { bulkById } from './customers.bulk.store.ts';
import { isPlain, rowsOf } from './customers.rows.reads.ts';
import { seenCustomers } from './customers.store.ts';

function toBulkEdit(record: BulkRecord): BulkEdit {
  const { id, state, changes, total, done, counts, version } = record;
  return {
    id,
    state,
    changes,
    total,
    done: Math.min(done, total),
    counts,
    createdAt: record.created_at,
    finishedAt: record.finished_at,
    version,
  };
}

/** An own bulk edit; anybody else's answers `common.notFound`. */
async function ownBulk(ctx: Ctx, id: string): Promise<BulkRecord> {
  const record = await bulkById(ctx.db, id);
  ensure(record?.owner_id === ctx.actor.id, 'common.notFound');
  return record;
}

export async function getBulk(ctx: Ctx, id: string): Promise<BulkEdit> {
  return toBulkEdit(await ownBulk(ctx, id));
}

export async function listBulk(ctx: Ctx, query: { cursor?: string | undefined; limit: number }) {
  const before = decodeCursor(query.cursor, z.uuid());
  let select = ctx.db.selectFrom('bulk_edits').selectAll().where('owner_id', '=', ctx.actor.id);
  if (before) select = select.where('id', '<', before);
  const records = await select
    .orderBy('id', 'desc')
    .limit(query.limit + 1)
    .execute();
  return toPage(records.map(toBulkEdit), query.limit, (row) => row.id);
}

type RowsQuery = { id: string; state?: BulkRowState | undefined; cursor?: string | undefined; limit: number };

export async function listBulkRows(ctx: Ctx, query: RowsQuery) {
  const after = decodeCursor(query.cursor, z.number().int());
  await ownBulk(ctx, query.id);
  let select = ctx.db
    .selectFrom('bulk_edit_rows as r')
    .innerJoin('customers as c', 'c.id', 'r.customer_id')
    .select(['r.row', 'r.state', 'r.code', 'r.fields'])
    .select(
      sql<BulkRow['customer']>`
        case when ${customerSeenRow(ctx.actor, 'c.id')} then json_build_object('id', c.id, 'name', c.name) end
      `.as('customer'),
    )
    .where('r.bulk_id', '=', query.id);
  if (query.state) select = select.where('r.state', '=', query.state);
  if (after !== null) select = select.where('r.row', '>', after);
  const rows = await select
    .orderBy('r.row')
    .limit(query.limit + 1)
    .execute();
  return toPage(rows, query.limit, (row) => row.row);
}

/** Ids of the customers that a selection means, all of them seen. More than can be selected are refused. */
export async function selectedIds(ctx: Ctx, { ids, ...filters }: Selection): Promise<string[]> {
  if (ids) {
    if (!isPlain(filters)) throw invalid('selection', 'choice');
    const wanted = [...new Set(ids)];
    const seen = new Set((await seenCustomers(ctx.db, ctx.actor, wanted)).map((one) => one.id));
    const unknown = ids.findIndex((id) => !seen.has(id));
    if (unknown !== -1) throw invalid(`selection.ids.${unknown}`, 'notFound');
    return wanted;
  }
  const found = await rowsOf(ctx, filters, mostSelected + 1, 'selection.filter');
  if (!found) return [];
  const { rows } = await sql<{ id: string }>`
    select c.id from ${found.from} where ${found.conditions} order by c.id limit ${mostSelected + 1}
  `.execute(ctx.db);
  if (rows.length > mostSelected) throw new AppError('customers.bulkTooMany', { max: mostSelected });
  return rows.map((row) => row.id);
}
