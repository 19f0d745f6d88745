import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Actor } from './actor.ts';
import type { Db, Tx } from './db/db.ts';
import type { Schema } from './db/schema.ts';
import { AppError, isPgError } from './errors.ts';

/** What a use case gets: who acts, how to read, how to write, what time it is. */
export type Ctx = {
  actor: Actor;
  db: Db;
  requestId: string;
  now: () => Date;
  transact: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
  /** Set when the use case runs as a part of another one, whose transaction this is. */
  joined?: Tx;
  /** Set when the caller sent an Idempotency-Key on a creating command. */
  idempotency: { key: string; requestHash: string } | null;
};

export type CtxOptions = {
  kysely: Kysely<Schema>;
  actor: Actor;
  requestId?: string;
  now?: () => Date;
  idempotency?: Ctx['idempotency'];
};

export function createCtx(options: CtxOptions): Ctx {
  const { kysely, actor } = options;
  return {
    actor,
    db: kysely,
    requestId: options.requestId ?? '',
    now: options.now ?? (() => new Date()),
    transact: (work) => kysely.transaction().execute(work),
    idempotency: options.idempotency ?? null,
  };
}

/** The context of a use case that runs as a part of another one, in its transaction. */
export function within(ctx: Ctx, tx: Tx): Ctx {
  return { ...ctx, db: tx, joined: tx, idempotency: null };
}

export function hashRequest(route: string, body: unknown): string {
  return createHash('sha256')
    .update(`${route}\n${JSON.stringify(body ?? null)}`)
    .digest('hex');
}

/** Deadlock and serialization; and a record that went, by a merge, between being looked at and being referred to. */
const retriable = ['40001', '40P01', '23503'];

/**
 * Runs `work` in one transaction, again (up to 4 times in all) when the database chose it as the victim of a deadlock
 * or a serialization conflict, or what it refers to has just gone. With an idempotency key the first result is kept in the same transaction and a repeated
 * command answers it without running; a key that comes back with another request is refused with `common.keyReused`.
 * The result must survive JSON; a request with a key runs `write` exactly once.
 */
export async function write<T>(ctx: Ctx, work: (tx: Tx) => Promise<T>): Promise<T> {
  if (ctx.joined) return work(ctx.joined);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await ctx.transact((tx) => (ctx.idempotency ? once(tx, ctx, ctx.idempotency, work) : work(tx)));
    } catch (error) {
      if (attempt < 4 && retriable.some((code) => isPgError(error, code))) continue;
      throw error;
    }
  }
}

async function once<T>(
  tx: Tx,
  ctx: Ctx,
  idempotency: { key: string; requestHash: string },
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  // A second command with the same key waits here for the first one to commit.
  const claimed = await tx
    .insertInto('idempotency_keys')
    .values({ user_id: ctx.actor.id, key: idempotency.key, request_hash: idempotency.requestHash, result: 'null' })
    .onConflict((conflict) => conflict.columns(['user_id', 'key']).doNothing())
    .returning('key')
    .executeTakeFirst();
  if (!claimed) {
    const first = await tx
      .selectFrom('idempotency_keys')
      .select(['request_hash as requestHash', 'result'])
      .where('user_id', '=', ctx.actor.id)
      .where('key', '=', idempotency.key)
      .executeTakeFirstOrThrow();
    if (first.requestHash !== idempotency.requestHash) throw new AppError('common.keyReused');
    return first.result as T;
  }
  const result = await work(tx);
  await tx
    .updateTable('idempotency_keys')
    .set({ result: JSON.stringify(result ?? null) })
    .where('user_id', '=', ctx.actor.id)
    .where('key', '=', idempotency.key)
    .execute();
  return result;
}
