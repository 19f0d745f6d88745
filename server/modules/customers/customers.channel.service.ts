import { sql } from 'kysely';
import type { ChannelLink } from '../../../contract/channel.ts';
import type { Ctx } from '../../platform/context.ts';
import { write } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/db.ts';
import { authorize, ensure, invalid } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import { newId } from '../../platform/ids.ts';
import { customerSeenRow, customerWrittenRow } from '../../platform/scope.ts';
import { entriesIn } from '../settings/index.ts';
import { getLink } from './customers.channel.reads.ts';
import { subjectOf } from './customers.service.ts';

type LinkFields = { regionId?: string | null; product?: string | null; untilOn?: string | null };
type End = { id: string; ownerId: string; written: boolean };

/** Both ends, of which the actor sees each and changes one at least; the first that is not seen is refused. */
async function lockEnds(tx: Tx, ctx: Ctx, distributorId: string, customerId: string): Promise<End[]> {
  const { rows } = await sql<End>`
    select c.id, c.owner_id as "ownerId", ${customerWrittenRow(ctx.actor, 'c.id')} as written
    from customers c where c.id in (${distributorId}, ${customerId}) and ${customerSeenRow(ctx.actor, 'c.id')}
    order by c.id for no key update of c
  `.execute(tx);
  const isSeen = (id: string) => rows.some((row) => row.id === id);
  if (!isSeen(distributorId)) throw invalid('distributorId', 'notFound');
  if (!isSeen(customerId)) throw invalid('customerId', 'notFound');
  authorize(rows.some((row) => row.written));
  return rows;
}

/** Told on both timelines; who does not see the other end reads no name there. */
async function record(tx: Tx, ctx: Ctx, type: string, ends: readonly End[], link: object): Promise<void> {
  for (const end of ends) {
    const other = ends.find((one) => one.id !== end.id);
    await recordEvent(tx, ctx, type, subjectOf(end), { ...link, with: { customerId: other?.id } });
  }
}

type CreateInput = LinkFields & { distributorId: string; customerId: string; fromOn: string };

export async function createLink(ctx: Ctx, input: CreateInput): Promise<ChannelLink> {
  const { distributorId, customerId, fromOn, regionId = null, product = null, untilOn = null } = input;
  const { id } = await write(ctx, async (tx) => {
    if (distributorId === customerId) throw invalid('customerId', 'choice');
    const ends = await lockEnds(tx, ctx, distributorId, customerId);
    await checkFields(tx, { regionId, fromOn, untilOn }, null);
    const made = newId();
    await tx
      .insertInto('channel_links')
      .values({
        id: made,
        distributor_id: distributorId,
        customer_id: customerId,
        region_id: regionId,
        product,
        from_on: fromOn,
        until_on: untilOn,
        created_at: ctx.now().toISOString(),
      })
      .execute();
    await record(tx, ctx, 'channel.linked', ends, { fromOn, untilOn });
    return { id: made };
  });
  return getLink(ctx, id);
}

async function checkFields(
  tx: Tx,
  { regionId, fromOn, untilOn }: { regionId: string | null; fromOn: string; untilOn: string | null },
  kept: string | null,
): Promise<void> {
  if (untilOn !== null && untilOn < fromOn) throw invalid('untilOn', 'order');
  if (!regionId) return;
  const known = await entriesIn(tx, 'region', [regionId], kept ? [kept] : []);
  if (!known.has(regionId)) throw invalid('regionId', 'notFound');
}

/** A link whose both ends the actor sees and of which they change one, locked with its ends. */
async function lockLink(tx: Tx, ctx: Ctx, input: { id: string; version: number }) {
  const link = await tx
    .selectFrom('channel_links')
    .selectAll()
    .where('id', '=', input.id)
    .where(customerSeenRow(ctx.actor, 'channel_links.distributor_id'))
    .where(customerSeenRow(ctx.actor, 'channel_links.customer_id'))
    .forUpdate()
    .executeTakeFirst();
  ensure(link, 'common.notFound');
  const ends = await lockEnds(tx, ctx, link.distributor_id, link.customer_id);
  ensure(link.version === input.version, 'common.stale');
  return { link, ends };
}

export async function updateLink(
  ctx: Ctx,
  input: LinkFields & { id: string; version: number; fromOn?: string },
): Promise<ChannelLink> {
  await write(ctx, async (tx) => {
    const { link, ends } = await lockLink(tx, ctx, input);
    const next = {
      regionId: input.regionId === undefined ? link.region_id : input.regionId,
      product: input.product === undefined ? link.product : input.product,
      fromOn: input.fromOn ?? link.from_on,
      untilOn: input.untilOn === undefined ? link.until_on : input.untilOn,
    };
    await checkFields(tx, next, link.region_id);
    await tx
      .updateTable('channel_links')
      .set({
        region_id: next.regionId,
        product: next.product,
        from_on: next.fromOn,
        until_on: next.untilOn,
        version: link.version + 1,
      })
      .where('id', '=', link.id)
      .execute();
    await record(tx, ctx, 'channel.changed', ends, { fromOn: next.fromOn, untilOn: next.untilOn });
  });
  return getLink(ctx, input.id);
}

export async function removeLink(ctx: Ctx, input: { id: string; version: number }): Promise<{ ok: true }> {
  await write(ctx, async (tx) => {
    const { link, ends } = await lockLink(tx, ctx, input);
    await tx.deleteFrom('channel_links').where('id', '=', link.id).execute();
    await record(tx, ctx, 'channel.unlinked', ends, {});
  });
  return { ok: true };
}
