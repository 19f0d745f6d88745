import { sql } from 'kysely';
import type { Actor } from './actor.ts';
import type { Db } from './db/db.ts';
import { statisticsOf } from './statistics.ts';
import { searchTerms } from './text.ts';

/*
 * The rows of a page can be found from three sides, all with the same result. From the line: the cost is the number of
 * rows that the line has. From the words: the number of rows that hold them. Along the order of the list, asking each
 * row: the page, divided by the share of rows that fit. The planner cannot compare them, since it does not know how
 * much a line sees; so the side is chosen here.
 */
export type Side = 'line' | 'words' | 'order';

export type Listed = 'customers' | 'contacts' | 'plan_items';

export type Wanted = {
  /** What was typed; absent when the list is not searched. */
  q?: string | undefined;
  /** Rows of the page. */
  page: number;
  /** Further conditions leave a part of the rows that nobody can tell in advance. */
  filtered?: boolean;
  /** The share of rows that further conditions leave, when it is known. */
  kept?: number | undefined;
};

/** What further conditions are taken to leave: one row in four. */
const filterGuess = 4;

/** The cheapest side; the words only when something is searched for, the line only when it is not everyone. */
export async function sideFor(db: Db, actor: Actor, table: Listed, wanted: Wanted): Promise<Side> {
  if (actor.everyone && !wanted.q) return 'order';
  const [{ rows, shareOf }, line] = await Promise.all([statisticsOf(db, table), shareOfLine(db, actor, table)]);
  const share = wanted.q ? shareOf(searchTerms(wanted.q)) : 1;
  const fitting = share * line;
  const asked = wanted.page / (wanted.kept ?? (wanted.filtered ? 1 / filterGuess : 1));
  const costs: [Side, number][] = [
    ['line', actor.everyone ? Number.POSITIVE_INFINITY : line * rows],
    ['words', wanted.q ? share * rows : Number.POSITIVE_INFINITY],
    ['order', fitting > 0 ? Math.min(asked / fitting, rows) : rows],
  ];
  return costs.reduce((best, next) => (next[1] < best[1] ? next : best))[0];
}

/** In microseconds: the end of one person's index, one customer along the order, one line of the teams along it. */
const costs = { person: 5, customer: 8, member: 0.25 };
/** Longer lines than this are not named one by one in a statement. */
const longestLine = 1_000;

/**
 * How the latest customers of a line are read. `people`: from the end of each person's index. `teams`: along all
 * teams, latest first, at most `window` of them. `order`: along all customers, asking each.
 */
export type LatestSide = { by: 'people' | 'order' } | { by: 'teams'; window: number };

/** `kept` is the share of customers that further conditions leave; places on teams tell them by themselves. */
export async function latestSideFor(
  db: Db,
  actor: Actor,
  { page, kept = 1 }: Pick<Wanted, 'page' | 'kept'>,
): Promise<LatestSide> {
  if (actor.everyone) return { by: 'order' };
  const [{ rows }, line] = await Promise.all([statisticsOf(db, 'customers'), shareOfLine(db, actor, 'customers')]);
  if (rows === 0) return { by: 'people' };
  const fitting = line * kept;
  const walked = fitting > 0 ? Math.min(page / fitting, rows) : rows;
  const { size } = actor.line;
  // Of each person three times their even share of the page are looked for, and three more.
  const ofPeople = Math.min(line * rows, (3 * (page + size)) / Math.max(kept, 1 / rows));
  const people = size * costs.person + ofPeople * costs.member;
  const teams = size <= longestLine ? walked * costs.member : Number.POSITIVE_INFINITY;
  if (people <= teams && people <= walked * costs.customer) return { by: 'people' };
  // Four times what is expected: the latest ones of a line may stand close together, and others before them.
  return teams < walked * costs.customer ? { by: 'teams', window: Math.ceil(4 * walked) + page } : { by: 'order' };
}

/** Whether the line has at most so many customers. */
export async function isShortLine(db: Db, actor: Actor, most: number): Promise<boolean> {
  if (actor.everyone) return false;
  const [{ rows }, line] = await Promise.all([statisticsOf(db, 'customers'), shareOfLine(db, actor, 'customers')]);
  return line * rows <= most;
}

const counted = 100_000;
const remembered = 60_000;
const shares = new Map<string, { share: number; until: number }>();

/** The share of a table that a line sees, as far as a choice needs it: up to a minute old, counted up to 100,000 rows. */
async function shareOfLine(db: Db, actor: Actor, table: Listed): Promise<number> {
  if (actor.everyone) return 1;
  const [held, person] = table === 'plan_items' ? ['plan_items', 'owner_id'] : ['customer_team', 'user_id'];
  const key = `${held} ${actor.id}`;
  const known = shares.get(key);
  if (known && known.until > Date.now()) return known.share;
  const [{ rows }, all] = await Promise.all([
    sql<{ size: number }>`
      select count(*) as size from (
        select 1 from ${sql.table(held)} where ${sql.ref(person)} = any(${[...actor.line]}::uuid[]) limit ${counted}
      ) as counted
    `.execute(db),
    statisticsOf(db, held),
  ]);
  const size = rows[0]?.size ?? 0;
  const share = size / Math.max(all.rows, size, 1);
  if (shares.size >= 10_000) shares.clear();
  shares.set(key, { share, until: Date.now() + remembered });
  return share;
}
