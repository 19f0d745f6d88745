import { sql } from 'kysely';
import { z } from 'zod';
import type { FilterGroup } from '../../../contract/filters.ts';
import { conditionsOf } from '../../../contract/filters.ts';
import type { View } from '../../../contract/views.ts';
import type { Ctx } from '../../platform/context.ts';
import { ensure } from '../../platform/errors.ts';
import { decodeCursor, toPage } from '../../platform/paging.ts';
import { customerSeenRow, viewSeen } from '../../platform/scope.ts';
import { survivorsOf } from '../../platform/survivors.ts';
import { ownFieldsAmong } from './customers.filter.own.reads.ts';
import { asMerged, customersNamed, fieldsNaming, hidingUnseen } from './customers.views.rules.ts';

function viewsOf(ctx: Ctx) {
  return ctx.db
    .selectFrom('customer_views as v')
    .innerJoin('users as o', 'o.id', 'v.owner_id')
    .leftJoin('departments as d', 'd.id', 'v.department_id')
    .select(['v.id', 'v.name', 'v.settings', 'v.version'])
    .select([
      sql<View['owner']>`json_build_object('id', o.id, 'name', o.name, 'post', o.post)`.as('owner'),
      sql<boolean>`v.owner_id = ${ctx.actor.id}`.as('mine'),
      sql<View['department']>`case when d.id is not null then json_build_object('id', d.id, 'name', d.name) end`.as(
        'department',
      ),
      sql<boolean>`exists (
        select 1 from customer_view_defaults f where f.view_id = v.id and f.user_id = ${ctx.actor.id}
      )`.as('isDefault'),
    ])
    .where(viewSeen(ctx.actor, 'v.owner_id', 'v.department_id'));
}

/** Views as this actor reads them: what a filter names and the actor does not see is not told. */
async function shown(ctx: Ctx, views: View[]): Promise<View[]> {
  const filters = views.flatMap(({ settings }) => (settings.filter ? [settings.filter] : []));
  const keys = filters.flatMap((filter) => conditionsOf(filter).map(({ field }) => field));
  const naming = fieldsNaming((await ownFieldsAmong(ctx.db, keys)).values());
  const named = filters.flatMap((filter) => customersNamed(filter, naming));
  const survivors = await survivorsOf(ctx.db, named);
  const seen = new Set(await seenAmong(ctx, [...named, ...survivors.values()]));
  const shownFilter = (filter: FilterGroup) => hidingUnseen(asMerged(filter, naming, survivors), naming, seen);
  return views.map((view) => {
    const { filter, ...settings } = view.settings;
    return { ...view, settings: { ...settings, ...(filter && { filter: shownFilter(filter) }) } };
  });
}

async function seenAmong(ctx: Ctx, ids: string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await ctx.db
    .selectFrom('customers as c')
    .select('c.id')
    .where('c.id', 'in', ids)
    .where(customerSeenRow(ctx.actor, 'c.id'))
    .execute();
  return rows.map((row) => row.id);
}

export async function listViews(ctx: Ctx, query: { cursor?: string | undefined; limit: number }) {
  const after = decodeCursor(query.cursor, z.uuid());
  let select = viewsOf(ctx);
  if (after) select = select.where('v.id', '>', after);
  const rows = await select
    .orderBy('v.id')
    .limit(query.limit + 1)
    .execute();
  return toPage(await shown(ctx, rows), query.limit, (row) => row.id);
}

export async function getView(ctx: Ctx, id: string): Promise<View> {
  const [view] = await shown(ctx, await viewsOf(ctx).where('v.id', '=', id).execute());
  ensure(view, 'common.notFound');
  return view;
}
