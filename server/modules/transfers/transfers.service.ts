import type { Import } from '../../../contract/transfers.ts';
import { historyFields, importPermission, importRequired } from '../../../contract/transfers.ts';
import { may } from '../../platform/actor.ts';
import type { Ctx } from '../../platform/context.ts';
import { write } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/db.ts';
import { AppError, authorize, ensure, invalid } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import type { Mapping } from './transfers.columns.rules.ts';
import { mappingMistake } from './transfers.columns.rules.ts';
import { importableOwn } from './transfers.own.reads.ts';
import { ensureMayGrant } from './transfers.people.service.ts';
import { getImport } from './transfers.reads.ts';
import type { ImportRecord } from './transfers.store.ts';
import { lockImport, updateImport } from './transfers.store.ts';

/** The events that start the work of an import. */
export const asked = ['import.checkAsked', 'import.runAsked', 'import.undoAsked'] as const;

type Command = { id: string; version: number };

async function lockOwn(tx: Tx, ctx: Ctx, { id, version }: Command): Promise<ImportRecord> {
  const record = await lockImport(tx, id);
  ensure(record?.owner_id === ctx.actor.id, 'common.notFound');
  authorize(may(ctx.actor, importPermission(record.kind)));
  ensure(record.version === version, 'common.stale');
  return record;
}

function ask(tx: Tx, ctx: Ctx, record: ImportRecord, event: (typeof asked)[number]) {
  const subject = { type: 'import', id: record.id, audience: 'audit' as const, ownerId: record.owner_id };
  return recordEvent(tx, ctx, event, subject, { kind: record.kind, file: record.file_name });
}

/** Rows that create or change a record. */
const written = ({ counts }: ImportRecord) => counts.create + counts.update;

const nothing = { create: 0, update: 0, skip: 0, error: 0 };

/** Asks for the dry run; again with another mapping as long as nothing was imported. */
export async function checkImport(
  ctx: Ctx,
  input: Command & { mapping: Mapping; defaultOwnerId?: string; acceptSimilar?: boolean; updateExisting?: boolean },
): Promise<Import> {
  await write(ctx, async (tx) => {
    const record = await lockOwn(tx, ctx, input);
    const again = record.state === 'failed' && written(record) === 0;
    ensure(record.state === 'uploaded' || record.state === 'checked' || again, 'transfers.wrongState');
    const own = await importableOwn(tx, record.kind);
    const mistake = mappingMistake(record.kind, input.mapping, record.columns.length, own);
    if (mistake) throw invalid(`mapping.${mistake}`, 'choice');
    const barred = may(ctx.actor, 'imports.history') ? null : historyFields.find((field) => field in input.mapping);
    if (barred) throw invalid(`mapping.${barred}`, 'forbidden');
    const missing = importRequired[record.kind].find((field) => input.mapping[field] === undefined);
    if (missing) {
      throw new AppError('transfers.mappingIncomplete', {}, [{ path: `mapping.${missing}`, code: 'required' }]);
    }
    if (record.kind === 'people') await ensureMayGrant(ctx);
    if (input.defaultOwnerId) await ensureOwner(tx, ctx, input.defaultOwnerId);
    // Accepting what was held back keeps what was chosen before.
    const owner = input.defaultOwnerId ?? (input.acceptSimilar ? record.options.defaultOwnerId : undefined);
    const updateExisting = input.updateExisting ?? (input.acceptSimilar && record.options.updateExisting);
    await updateImport(tx, record, {
      state: 'checking',
      mapping: input.mapping,
      options: {
        ...(owner && { defaultOwnerId: owner }),
        ...(input.acceptSimilar && { acceptSimilar: true }),
        ...(updateExisting && record.kind !== 'people' && { updateExisting: true }),
      },
      done: 0,
      counts: nothing,
      additions: {},
      failure: null,
    });
    await ask(tx, ctx, record, 'import.checkAsked');
  });
  return getImport(ctx, input.id);
}

/** An import gives customers to nobody to whom the importer could not give them by hand. */
async function ensureOwner(tx: Tx, ctx: Ctx, ownerId: string): Promise<void> {
  const owner = await tx
    .selectFrom('users')
    .select('id')
    .where('id', '=', ownerId)
    .where('active', '=', true)
    .executeTakeFirst();
  ensure(owner && ctx.actor.line.has(ownerId), 'customers.ownerOutOfScope');
}

export async function runImport(ctx: Ctx, input: Command): Promise<Import> {
  await write(ctx, async (tx) => {
    const record = await lockOwn(tx, ctx, input);
    ensure(record.state === 'checked', 'transfers.wrongState');
    await updateImport(tx, record, { state: 'running', done: record.total - written(record) });
    await ask(tx, ctx, record, 'import.runAsked');
  });
  return getImport(ctx, input.id);
}

export async function undoImport(ctx: Ctx, input: Command): Promise<Import> {
  await write(ctx, async (tx) => {
    const record = await lockOwn(tx, ctx, input);
    ensure(record.state === 'finished' || record.state === 'failed', 'transfers.wrongState');
    ensure(written(record) > 0, 'transfers.nothingToUndo');
    await updateImport(tx, record, { state: 'undoing', done: 0, failure: null });
    await ask(tx, ctx, record, 'import.undoAsked');
  });
  return getImport(ctx, input.id);
}
