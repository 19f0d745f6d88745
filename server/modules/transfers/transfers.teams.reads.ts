import type { Ctx } from '../../platform/context.ts';
import { customersCalled, placesThere } from '../customers/index.ts';
import { todayOf } from '../org/index.ts';
import { peopleNamed, personCalled } from './transfers.people.reads.ts';
import type { ImportRecord, StoredRow } from './transfers.store.ts';
import type { PlacePlan } from './transfers.teams.rules.ts';
import { planPlace, readPlace } from './transfers.teams.rules.ts';
import { accessWords, teamRoleWords } from './transfers.words.reads.ts';

/** What becomes of rows of teams; `seen` holds the keys of the rows before them. */
export async function planPlaces(
  ctx: Ctx,
  { mapping, options }: ImportRecord,
  stored: readonly StoredRow[],
  seen: Set<string>,
): Promise<PlacePlan[]> {
  const today = await todayOf(ctx.db, ctx.now());
  const words = { roles: await teamRoleWords(), access: await accessWords() };
  const rows = stored.map(({ row, values }) => readPlace(row, values, mapping, words));
  const customers = await customersCalled(ctx, [...new Set(rows.flatMap(({ customer }) => customer ?? []))]);
  const people = await peopleNamed(ctx.db, [...new Set(rows.flatMap(({ person }) => person ?? []))]);
  const ids = [...new Set([...customers.values()].map(({ id }) => id))];
  const places = Map.groupBy(await placesThere(ctx, ids), ({ customerId }) => customerId);
  return rows.map((row) => {
    const customer = customers.get(row.customer ?? '');
    const person = row.person === null ? undefined : personCalled(people, row.person);
    const ground = { customer, person, places: places.get(customer?.id ?? '') ?? [], today };
    return planPlace(ctx.actor, row, ground, options.updateExisting ?? false, seen);
  });
}
