import type { CompiledQuery } from 'kysely';
import { Kysely, PostgresDialect } from 'kysely';
import type pg from 'pg';
import { actorOf } from '../server/modules/org/index.ts';
import type { Ctx } from '../server/platform/context.ts';
import { createCtx } from '../server/platform/context.ts';
import type { Schema } from '../server/platform/db/schema.ts';
import type { BenchPerson } from './company.ts';

/** A person's context, and every statement that is sent through it, in order. */
export async function watched(pool: pg.Pool, person: BenchPerson): Promise<{ ctx: Ctx; seen: CompiledQuery[] }> {
  const seen: CompiledQuery[] = [];
  const kysely = new Kysely<Schema>({
    dialect: new PostgresDialect({ pool }),
    log: (event) => {
      seen.push(event.query);
    },
  });
  const actor = await actorOf(kysely, person.id);
  if (!actor) throw new Error('the person of the bench is missing');
  return { ctx: createCtx({ kysely, actor }), seen };
}
