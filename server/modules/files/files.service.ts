import type { Readable } from 'node:stream';
import type { StoredFile } from '../../../contract/files.ts';
import type { Ctx } from '../../platform/context.ts';
import { write } from '../../platform/context.ts';
import { AppError, ensure } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import { newId } from '../../platform/ids.ts';
import type { Settings } from '../../platform/runtime.ts';
import { discard, keep, receive } from './files.disk.store.ts';
import { getFile } from './files.reads.ts';
import { cleanName, isRefused, typeOf } from './files.rules.ts';

/**
 * Keeps a file of the actor's: first the bytes, safe on the disk, then the row. Throws `files.empty`,
 * `files.typeRefused`; whatever `content` fails with (such as being too large) is passed on and nothing is kept.
 */
export async function storeFile(
  ctx: Ctx,
  settings: Pick<Settings, 'dataDir'>,
  given: { name: string; content: Readable },
): Promise<StoredFile> {
  const id = newId();
  const name = cleanName(given.name);
  try {
    const { size, sha256, head } = await receive(settings, id, given.content);
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
    throw error;
  }
  return getFile(ctx, id);
}
