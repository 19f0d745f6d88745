import { mkdir, open, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { z } from 'zod';
import type { Export, ExportFilter, ExportFormat, ExportKind } from '../../../contract/exports.ts';
import type { Ctx } from '../../platform/context.ts';
import { write } from '../../platform/context.ts';
import type { Db } from '../../platform/db/db.ts';
import { moveForGood, syncPath } from '../../platform/disk.ts';
import { ensure, invalid } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import { decodeCursor, toPage } from '../../platform/paging.ts';
import type { Settings } from '../../platform/runtime.ts';
import { customerBatch } from '../customers/index.ts';
import { ownFields } from '../fields/index.ts';
import { attachment } from '../files/index.ts';
import { chosenColumns, columnsOf } from './transfers.exports.columns.rules.ts';
import type { ExportRecord } from './transfers.exports.store.ts';
import { exportById, insertExport, underWayOf } from './transfers.exports.store.ts';
import { wordsOf } from './transfers.words.reads.ts';

const mostUnderWay = 2;

type Wanted = { kind: ExportKind; format: ExportFormat; filter: ExportFilter; columns?: string[] };

/** Asks for an export; the job that follows the event makes it. */
export async function createExport(ctx: Ctx, input: Wanted): Promise<Export> {
  const words = await wordsOf(ctx.actor.locale);
  const columns = input.columns ?? null;
  const chosen = chosenColumns(columnsOf(input.kind, words, await ownFields(ctx.db)), columns);
  if (typeof chosen === 'number') throw invalid(`columns.${chosen}`, 'choice');
  // A filter that the list would refuse is refused here and not by the job.
  await customerBatch(ctx, input.filter, null, 1);
  const { id } = await write(ctx, async (tx) => {
    ensure((await underWayOf(tx, ctx.actor.id)) < mostUnderWay, 'transfers.exportsUnderWay');
    const { kind, format, filter } = input;
    const made = await insertExport(tx, { ownerId: ctx.actor.id, kind, format, filter, columns, at: ctx.now() });
    const subject = { type: 'export', id: made, audience: 'audit' as const, ownerId: ctx.actor.id };
    await recordEvent(tx, ctx, 'export.asked', subject, { kind, format, filter, columns });
    return { id: made };
  });
  return getExport(ctx, id);
}

function toExport(record: ExportRecord): Export {
  return {
    id: record.id,
    kind: record.kind,
    format: record.format,
    filter: record.filter,
    state: record.state,
    rows: record.rows,
    fileName: fileNameOf(record),
    size: record.size === null ? null : Number(record.size),
    failure: record.failure,
    createdAt: record.created_at,
    finishedAt: record.finished_at,
    expiresAt: record.expires_at,
  };
}

export const fileNameOf = ({ kind, format, created_at }: Pick<ExportRecord, 'kind' | 'format' | 'created_at'>) =>
  `${kind}-${created_at.slice(0, 10)}.${format}`;

/** The header that makes a browser save the file under its name. */
export const dispositionOf = (record: ExportRecord): string => attachment(fileNameOf(record));

/** An own export; anybody else's answers `common.notFound`. */
async function ownExport(db: Db, actorId: string, id: string): Promise<ExportRecord> {
  const record = await exportById(db, id);
  ensure(record?.owner_id === actorId, 'common.notFound');
  return record;
}

export async function getExport(ctx: Ctx, id: string): Promise<Export> {
  return toExport(await ownExport(ctx.db, ctx.actor.id, id));
}

export async function listExports(ctx: Ctx, query: { cursor?: string; limit: number }) {
  const before = decodeCursor(query.cursor, z.uuid());
  let select = ctx.db.selectFrom('exports').selectAll().where('owner_id', '=', ctx.actor.id);
  if (before) select = select.where('id', '<', before);
  const records = await select
    .orderBy('id', 'desc')
    .limit(query.limit + 1)
    .execute();
  return toPage(records.map(toExport), query.limit, (row) => row.id);
}

type Folder = Pick<Settings, 'dataDir'>;
const placeOf = ({ dataDir }: Folder, id: string) => join(dataDir, 'exports', id);

/** Where the file of an export is written before it is whole. */
export async function beginFile(folder: Folder, id: string): Promise<string> {
  if (await mkdir(join(folder.dataDir, 'exports'), { recursive: true })) await syncPath(folder.dataDir);
  return `${placeOf(folder, id)}.part`;
}

/** Keeps the whole file, it and its place safe on the disk; answers its size. */
export async function keepFile(folder: Folder, id: string): Promise<number> {
  const part = `${placeOf(folder, id)}.part`;
  await syncPath(part, 'r+');
  await moveForGood(part, placeOf(folder, id));
  return (await stat(placeOf(folder, id))).size;
}

export async function removeFile(folder: Folder, id: string): Promise<void> {
  await rm(placeOf(folder, id), { force: true });
  await rm(`${placeOf(folder, id)}.part`, { force: true });
}

/** The file of an own export that is finished and has not expired. Throws `common.notFound`. */
export async function openExport(
  ctx: Ctx,
  folder: Folder,
  id: string,
): Promise<{ record: ExportRecord; content: Readable }> {
  const record = await ownExport(ctx.db, ctx.actor.id, id);
  const isThere = record.state === 'finished' && record.expires_at !== null && new Date(record.expires_at) > ctx.now();
  ensure(isThere, 'common.notFound');
  const file = await open(placeOf(folder, id), 'r').catch(() => null);
  ensure(file, 'common.notFound');
  await write(ctx, (tx) => {
    const subject = { type: 'export', id, audience: 'audit' as const, ownerId: record.owner_id };
    return recordEvent(tx, ctx, 'export.fetched', subject);
  });
  return { record, content: file.createReadStream() };
}
