import type { View, ViewSettings } from '../../../contract/views.ts';
import { may } from '../../platform/actor.ts';
import type { Ctx } from '../../platform/context.ts';
import { write } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/db.ts';
import { authorize, ensure, invalid } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import { newId } from '../../platform/ids.ts';
import { viewSeen } from '../../platform/scope.ts';
import { ensureFilter } from './customers.filter.reads.ts';
import { getView } from './customers.views.reads.ts';
import { departmentsBelowOwn } from './customers.views.store.ts';

/** More than these are no help to their owner. */
const mostViews = 100;

type ViewFields = {
  name?: string | undefined;
  departmentId?: string | null | undefined;
  settings?: ViewSettings | undefined;
};

const subjectOf = (id: string, ownerId: string) => ({ type: 'customerView', id, audience: 'audit' as const, ownerId });

async function check(tx: Tx, ctx: Ctx, { departmentId, settings }: ViewFields): Promise<void> {
  if (settings?.filter) await ensureFilter(tx, settings.filter, 'settings.filter');
  if (!departmentId) return;
  const keeps = may(ctx.actor, 'org.manage') || may(ctx.actor, 'settings.manage');
  const known = keeps
    ? await tx.selectFrom('departments').select('id').where('id', '=', departmentId).executeTakeFirst()
    : (await departmentsBelowOwn(tx, ctx.actor.id)).has(departmentId);
  if (!known) throw invalid('departmentId', 'notFound');
}

export async function createView(
  ctx: Ctx,
  input: ViewFields & { name: string; settings: ViewSettings },
): Promise<View> {
  const { id } = await write(ctx, async (tx) => {
    await check(tx, ctx, input);
    const { count } = await tx
      .selectFrom('customer_views')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('owner_id', '=', ctx.actor.id)
      .executeTakeFirstOrThrow();
    if (count >= mostViews) throw invalid('name', 'tooBig', { max: mostViews });
    const made = newId();
    const at = ctx.now().toISOString();
    await tx
      .insertInto('customer_views')
      .values({
        id: made,
        owner_id: ctx.actor.id,
        department_id: input.departmentId ?? null,
        name: input.name,
        settings: JSON.stringify(input.settings),
        created_at: at,
        updated_at: at,
      })
      .execute();
    await recordEvent(tx, ctx, 'customerView.created', subjectOf(made, ctx.actor.id), { name: input.name });
    return { id: made };
  });
  return getView(ctx, id);
}

/** Locks a view that the actor sees and owns: what is shared is changed by its owner alone. */
async function lockOwn(tx: Tx, ctx: Ctx, { id, version }: { id: string; version: number }) {
  const view = await tx
    .selectFrom('customer_views as v')
    .select(['v.id', 'v.owner_id', 'v.name', 'v.version'])
    .where('v.id', '=', id)
    .where(viewSeen(ctx.actor, 'v.owner_id', 'v.department_id'))
    .forUpdate('v')
    .executeTakeFirst();
  ensure(view, 'common.notFound');
  authorize(view.owner_id === ctx.actor.id);
  ensure(view.version === version, 'common.stale');
  return view;
}

export async function updateView(ctx: Ctx, input: ViewFields & { id: string; version: number }): Promise<View> {
  await write(ctx, async (tx) => {
    const view = await lockOwn(tx, ctx, input);
    await check(tx, ctx, input);
    await tx
      .updateTable('customer_views')
      .set({
        ...(input.name !== undefined && { name: input.name }),
        ...(input.departmentId !== undefined && { department_id: input.departmentId }),
        ...(input.settings && { settings: JSON.stringify(input.settings) }),
        updated_at: ctx.now().toISOString(),
        version: view.version + 1,
      })
      .where('id', '=', view.id)
      .execute();
    await recordEvent(tx, ctx, 'customerView.updated', subjectOf(view.id, view.owner_id), {
      name: input.name ?? view.name,
    });
  });
  return getView(ctx, input.id);
}

export async function removeView(ctx: Ctx, input: { id: string; version: number }) {
  await write(ctx, async (tx) => {
    const view = await lockOwn(tx, ctx, input);
    await tx.deleteFrom('customer_views').where('id', '=', view.id).execute();
    await recordEvent(tx, ctx, 'customerView.removed', subjectOf(view.id, view.owner_id), { name: view.name });
  });
  return { ok: true as const };
}

/** Any view that the actor sees may be the one that the list opens with. */
export async function setDefaultView(ctx: Ctx, { id }: { id: string | null }) {
  await write(ctx, async (tx) => {
    if (id) {
      const view = await tx
        .selectFrom('customer_views as v')
        .select('v.id')
        .where('v.id', '=', id)
        .where(viewSeen(ctx.actor, 'v.owner_id', 'v.department_id'))
        .forShare('v')
        .executeTakeFirst();
      ensure(view, 'common.notFound');
    }
    if (id) {
      await tx
        .insertInto('customer_view_defaults')
        .values({ user_id: ctx.actor.id, view_id: id })
        .onConflict((conflict) => conflict.column('user_id').doUpdateSet({ view_id: id }))
        .execute();
    } else {
      await tx.deleteFrom('customer_view_defaults').where('user_id', '=', ctx.actor.id).execute();
    }
    await recordEvent(tx, ctx, 'customerView.defaultChosen', subjectOf(id ?? ctx.actor.id, ctx.actor.id));
  });
  return { ok: true as const };
}
