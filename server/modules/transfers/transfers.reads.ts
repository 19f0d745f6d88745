import { sql } from 'kysely';
import { z } from 'zod';
import type { Import, ImportRow } from '../../../contract/transfers.ts';
import type { Actor } from '../../platform/actor.ts';
import { may } from '../../platform/actor.ts';
import type { Ctx } from '../../platform/context.ts';
import type { Db } from '../../platform/db/db.ts';
import { ensure } from '../../platform/errors.ts';
import { maskPhone } from '../../platform/masking.ts';
import { decodeCursor, toPage } from '../../platform/paging.ts';
import { customerSeenRow } from '../../platform/scope.ts';
import { changesOf } from './transfers.changes.reads.ts';
import type { ImportRecord, Outcome } from './transfers.store.ts';
import { importById } from './transfers.store.ts';

/** Fields of customers and contacts that hold telephones. */
const phoneFields = ['phone', 'contactPhone'];

/** Cells as the importer reads them: telephones masked when they may not read them any more. */
function cellsFor(actor: Actor, { kind, mapping }: Pick<ImportRecord, 'kind' | 'mapping'>) {
  if (kind === 'people' || may(actor, 'customers.phones')) return (cells: string[]) => cells;
  const columns = new Set(phoneFields.map((field) => mapping[field]));
  return (cells: string[]) => cells.map((cell, index) => (cell && columns.has(index) ? maskPhone(cell) : cell));
}

function toImport(actor: Actor, record: ImportRecord): Import {
  return {
    id: record.id,
    kind: record.kind,
    state: record.state,
    fileName: record.file_name,
    encoding: record.encoding,
    columns: record.columns,
    mapping: record.mapping,
    total: record.total,
    done: record.done,
    counts: record.counts,
    additions: record.additions,
    sample: record.sample.map(cellsFor(actor, record)),
    updateExisting: record.options.updateExisting ?? false,
    failure: record.failure,
    createdAt: record.created_at,
    finishedAt: record.finished_at,
    version: record.version,
  };
}

/** An own import; anybody else's answers `common.notFound`. */
export async function ownImport(db: Db, actorId: string, id: string): Promise<ImportRecord> {
  const record = await importById(db, id);
  ensure(record?.owner_id === actorId, 'common.notFound');
  return record;
}

export async function getImport(ctx: Ctx, id: string): Promise<Import> {
  return toImport(ctx.actor, await ownImport(ctx.db, ctx.actor.id, id));
}

export async function listImports(ctx: Ctx, query: { cursor?: string; limit: number }) {
  const before = decodeCursor(query.cursor, z.uuid());
  let select = ctx.db.selectFrom('imports').selectAll().where('owner_id', '=', ctx.actor.id);
  if (before) select = select.where('id', '<', before);
  const records = await select
    .orderBy('id', 'desc')
    .limit(query.limit + 1)
    .execute();
  return toPage(
    records.map((record) => toImport(ctx.actor, record)),
    query.limit,
    (row) => row.id,
  );
}

/** That the importer sees the customer of a row's record. */
function recordSeen(actor: Actor, kind: ImportRecord['kind']) {
  if (kind === 'people') return sql<boolean>`true`;
  if (kind === 'relationships')
    return sql<boolean>`exists (
      select 1 from relationships r join contacts k on k.id = r.contact_id
      where r.id = record_id and ${customerSeenRow(actor, 'k.customer_id')}
    )`;
  if (kind === 'contacts')
    return sql<boolean>`exists (
      select 1 from contacts k where k.id = record_id and ${customerSeenRow(actor, 'k.customer_id')}
    )`;
  return customerSeenRow(actor, 'record_id');
}

/** Rows as the last check or run left them, in the order of the file. */
export async function listRows(
  ctx: Ctx,
  query: { id: string; outcome?: Outcome; cursor?: string; limit: number },
): Promise<{ items: ImportRow[]; nextCursor: string | null }> {
  const after = decodeCursor(query.cursor, z.number().int());
  const record = await ownImport(ctx.db, ctx.actor.id, query.id);
  const cells = cellsFor(ctx.actor, record);
  // A customer that was seen when the row was read, and is not any more, is not led to.
  const seen = recordSeen(ctx.actor, record.kind);
  let select = ctx.db
    .selectFrom('import_rows')
    .select(['row', 'values', 'outcome', 'errors'])
    .select(sql<string | null>`case when ${seen} then record_id end`.as('recordId'))
    .where('import_id', '=', query.id)
    .where('outcome', 'is not', null);
  if (query.outcome) select = select.where('outcome', '=', query.outcome);
  if (after !== null) select = select.where('row', '>', after);
  const rows = await select
    .orderBy('row')
    .limit(query.limit + 1)
    .execute();
  const isHidden = (field: string) => phoneFields.includes(field) && !may(ctx.actor, 'customers.phones');
  const changing = record.state === 'checked' ? rows.filter(({ outcome }) => outcome === 'update') : [];
  const changes = await changesOf(ctx, record, changing);
  const items = rows.flatMap(({ outcome, values, errors, ...row }): ImportRow[] =>
    outcome
      ? [
          {
            ...row,
            changes: changes.get(row.row) ?? [],
            values: cells(values),
            errors: errors.map((error) =>
              error.code !== 'taken' && isHidden(error.field) ? { ...error, value: maskPhone(error.value) } : error,
            ),
            outcome,
          },
        ]
      : [],
  );
  return toPage(items, query.limit, (row) => row.row);
}
