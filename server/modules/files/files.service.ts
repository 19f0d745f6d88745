import type { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import type { StoredFile } from '../../../contract/files.ts';
import type { Ctx } from '../../platform/context.ts';
import { write } from '../../platform/context.ts';
import { AppError, ensure, invalid } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import { newId } from '../../platform/ids.ts';
import type { Settings } from '../../platform/runtime.ts';
import { discard, keep, openFile, receive } from './files.disk.store.ts';
import { getFile } from './files.reads.ts';
import { cleanName, isRefused, typeOf } from './files.rules.ts';

type Folder = Pick<Settings, 'dataDir'>;
/** A form's file says by `truncated` that it was cut off at the largest size that is taken. */
type Content = Readable & { truncated?: boolean };

/**
 * Keeps the file that a form brings in its field `file`, 25 MB at most. Throws what `storeFile` throws, and
 * `common.malformed` for a form that is none or breaks off.
 */
export async function storeUpload(ctx: Ctx, settings: Folder, request: FastifyRequest): Promise<StoredFile> {
  const part = await request.file().catch(() => {
    throw new AppError('common.malformed');
  });
  if (part?.fieldname !== 'file') throw invalid('file', 'required');
  return storeFile(ctx, settings, { name: part.filename, content: part.file });
}

/**
 * Keeps a file of the actor's: first the bytes, safe on the disk, then the row. Throws `files.empty`,
 * `files.typeRefused`, `common.tooLarge`, and `common.malformed` when `content` breaks off; then nothing is kept.
 */
export async function storeFile(
  ctx: Ctx,
  settings: Folder,
  given: { name: string; content: Content },
): Promise<StoredFile> {
  const id = newId();
  const name = cleanName(given.name);
  let broken = false;
  given.content.on('error', () => {
    broken = true;
  });
  try {
    const { size, sha256, head } = await receive(settings, id, given.content);
    ensure(!given.content.truncated, 'common.tooLarge');
    ensure(size > 0, 'files.empty');
    if (isRefused(name, head)) throw new AppError('files.typeRefused');
    await keep(settings, id);
    const row = { id, owner_id: ctx.actor.id, name, type: typeOf(name), size, sha256 };
    await write(ctx, async (tx) => {
      await tx
        .insertInto('files')
        .values({ ...row, created_at: ctx.now().toISOString() })
        .execute();
      const subject = { type: 'file', id, audience: 'audit' as const, ownerId: ctx.actor.id };
      await recordEvent(tx, ctx.actor, 'file.stored', subject, { name, size });
    });
  } catch (error) {
    await discard(settings, id);
    throw broken ? new AppError('common.malformed') : error;
  }
  return getFile(ctx, id);
}

/** A file and its bytes, for who may see it. Throws `common.notFound`. */
export async function openForReader(
  ctx: Ctx,
  settings: Folder,
  id: string,
): Promise<{ file: StoredFile; content: Readable }> {
  const file = await getFile(ctx, id);
  return { file, content: await openFile(settings, file.id) };
}
