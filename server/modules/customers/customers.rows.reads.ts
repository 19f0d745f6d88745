import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { FilterGroup } from '../../../contract/filters.ts';
import { conditionsOf as leavesOf } from '../../../contract/filters.ts';
import type { Ctx } from '../../platform/context.ts';
import { wordsFor } from '../../platform/masking.ts';
import { isShortLine } from '../../platform/reach.costs.ts';
import type { Rows } from '../../platform/reach.ts';
import { holding, reach } from '../../platform/reach.ts';
import { customerSeenRow } from '../../platform/scope.ts';
import { searchQuery } from '../../platform/text.ts';
import { filterCondition, shareKept, staleCondition } from './customers.filter.reads.ts';
import type { Counted } from './customers.filter.values.reads.ts';
import {
  countValues,
  idsWithValue,
  isRare,
  shareWithValues,
  valueAmong,
  valueOfRow,
} from './customers.filter.values.reads.ts';

/** What narrows a list of customers; all of it has to hold. */
export type Filters = {
  q?: string | undefined;
  segmentId?: string | undefined;
  regionId?: string | undefined;
  industryId?: string | undefined;
  levelId?: string | undefined;
  ownerId?: string | undefined;
  stale?: boolean | undefined;
  filter?: FilterGroup | undefined;
};

/** Whether nothing narrows the list. */
export function isPlain(filters: Filters): boolean {
  const { q, segmentId, regionId, industryId, levelId, ownerId, stale, filter } = filters;
  return !(q || segmentId || regionId || industryId || levelId || ownerId || stale !== undefined || filter);
}

function conditionsOf(filters: Filters, now: Date): RawBuilder<unknown>[] {
  const conditions: RawBuilder<unknown>[] = [];
  if (filters.segmentId) conditions.push(sql`c.segment_id = ${filters.segmentId}`);
  if (filters.regionId) conditions.push(sql`c.region_id = ${filters.regionId}`);
  if (filters.industryId) conditions.push(sql`c.industry_id = ${filters.industryId}`);
  if (filters.levelId) conditions.push(sql`c.level_id = ${filters.levelId}`);
  if (filters.ownerId) conditions.push(sql`c.owner_id = ${filters.ownerId}`);
  if (filters.stale !== undefined) {
    conditions.push(staleCondition(filters.stale, now));
  }
  return conditions;
}

/** What places on teams know of their customer, under the same names of columns. */
export const isPlaceField = (field: string) => ['segment', 'region', 'industry', 'level', 'updatedAt'].includes(field);

/**
 * The filters as conditions on customers `c` or on places on teams `c`, and the share of customers that they leave;
 * null when places do not tell all of it.
 */
export async function placesOf(ctx: Ctx, filters: Filters, path = 'filter') {
  if (isPlain(filters)) return { narrowed: sql`true`, kept: 1 };
  const { q, ownerId, stale, filter } = filters;
  if (q || ownerId || stale !== undefined) return null;
  if (filter && leavesOf(filter).some(({ field }) => !isPlaceField(field))) return null;
  const conditions = conditionsOf(filters, ctx.now());
  if (filter) conditions.push((await filterCondition(ctx, filter, path)).condition);
  const narrowed = sql.join(conditions, sql` and `);
  return { narrowed, kept: await shareKept(ctx, narrowed, filters) };
}

/**
 * Customers `c` that the actor sees and that pass the filters, `page` of them wanted at a time; null when what was
 * typed cannot be searched for. `path` is where the filter stands in the input.
 */
export async function rowsOf(ctx: Ctx, filters: Filters, page: number, path = 'filter'): Promise<Rows | null> {
  const conditions = conditionsOf(filters, ctx.now());
  const filtered = conditions.length > 0;
  const asked = filters.filter ? await filterCondition(ctx, filters.filter, path) : null;
  if (asked) conditions.push(asked.condition);
  const values = await countValues(ctx.db, asked?.values ?? []);
  const [rarest] = values;
  const found =
    rarest && isRare(rarest, ctx.actor) && !filters.ownerId && !(await isShortLine(ctx.db, ctx.actor, rarest.count))
      ? ofIds(ctx, filters.q, idsWithValue(ctx, rarest))
      : await ofSide(ctx, filters, { page, filtered }, { values, conditions });
  if (!found) return null;
  const having = values.map(page <= longestPage ? valueOfRow : valueAmong);
  return { from: found.from, conditions: sql.join([found.conditions, ...conditions, ...having], sql` and `) };
}

/** Longer ones are counts and groups, which rows that are compared as a whole serve better. */
const longestPage = 1_001;

type Narrowed = { values: readonly Counted[]; conditions: readonly RawBuilder<unknown>[] };

async function ofSide(
  ctx: Ctx,
  filters: Filters,
  wanted: { page: number; filtered: boolean },
  { values, conditions }: Narrowed,
): Promise<Rows | null> {
  // One owner's customers are few and lie together.
  if (filters.ownerId) return ofOwner(ctx, filters.q);
  const [plain, own] = await Promise.all([
    filters.filter ? shareKept(ctx, sql.join(conditions, sql` and `), filters) : undefined,
    shareWithValues(ctx.db, values),
  ]);
  const kept = plain === undefined ? undefined : plain * own;
  return reach(ctx.db, ctx.actor, 'customers', { q: filters.q, ...wanted, kept });
}

/** Of ids that the actor sees. */
function ofIds(ctx: Ctx, q: string | undefined, ids: RawBuilder<unknown>): Rows | null {
  const query = q ? searchQuery(q, wordsFor(ctx.actor)) : null;
  if (q && query === null) return null;
  // The offset keeps the conditions outside from being asked first.
  const from = sql`(select * from customers c where c.id = any(array(${ids})) offset 0) c`;
  return { from, conditions: holding('c', query) };
}

function ofOwner(ctx: Ctx, q: string | undefined): Rows | null {
  const seen = customerSeenRow(ctx.actor, 'c.id');
  const query = q ? searchQuery(q, wordsFor(ctx.actor)) : null;
  if (q && query === null) return null;
  return { from: sql`customers c`, conditions: sql`${holding('c', query)} and ${seen}` };
}
