import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { Actor } from './actor.ts';
import type { Db } from './db/db.ts';
import { customerOfLine, customerSeenRow } from './scope.ts';

/*
 * The same rows can be found from two sides. From the teams of the actor's line: the cost grows with the number of
 * their customers. Along the index of the order, asking of each customer whether it may be seen: the cost shrinks
 * with that number. They meet at about the square root of (page × all customers); the planner cannot know.
 */
const few = 7_000;
const fewFiltered = 20_000;

const sizes = new Map<string, { size: number; until: number }>();
const remembered = 60_000;

/** Team rows of the actor's line, counted up to 20,001; a hint for the plan, so it may be a minute old. */
async function teamRows(db: Db, actor: Actor): Promise<number> {
  const known = sizes.get(actor.id);
  if (known && known.until > Date.now()) return known.size;
  const { rows } = await sql<{ size: number }>`
    select count(*) as size from (
      select 1 from customer_team where user_id = any(${[...actor.line]}::uuid[]) limit ${fewFiltered + 1}
    ) as counted
  `.execute(db);
  const size = rows[0]?.size ?? 0;
  if (sizes.size >= 5_000) sizes.clear();
  sizes.set(actor.id, { size, until: Date.now() + remembered });
  return size;
}

/**
 * The condition that leaves only customers that the actor sees, in the form that is cheaper for this actor.
 * `filtered` says that other conditions leave only a part of them.
 */
export async function seenFrom(
  db: Db,
  actor: Actor,
  customerId: string,
  filtered: boolean,
): Promise<RawBuilder<boolean>> {
  if (actor.everyone) return customerSeenRow(actor, customerId);
  const size = await teamRows(db, actor);
  return size <= (filtered ? fewFiltered : few)
    ? customerOfLine(actor, customerId)
    : customerSeenRow(actor, customerId);
}
