import type { SegmentSettings } from '../../../contract/fields.ts';
import type { Ctx } from '../../platform/context.ts';
import { write } from '../../platform/context.ts';
import { ensure, invalid } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import { segmentSettings } from './fields.reads.ts';
import type { Segment } from './fields.store.ts';
import { rolesAmong, segmentOf, setSegment } from './fields.store.ts';

type Changes = { id: string; version: number } & Partial<Segment>;

/** The event says from what to what; who goes by the cycle follows `segment.updated`. */
export async function updateSegment(ctx: Ctx, input: Changes): Promise<SegmentSettings> {
  const { id, version, ...wanted } = input;
  await write(ctx, async (tx) => {
    const before = await segmentOf(tx, id);
    ensure(before, 'common.notFound');
    ensure(before.version === version, 'common.stale');
    const after: Segment = {
      cycleDays: wanted.cycleDays === undefined ? before.cycleDays : wanted.cycleDays,
      principles: wanted.principles === undefined ? before.principles : wanted.principles || null,
      creatorRoleIds: [...new Set(wanted.creatorRoleIds ?? before.creatorRoleIds)],
    };
    const roles = await rolesAmong(tx, after.creatorRoleIds);
    const strange = after.creatorRoleIds.findIndex((role) => !roles.has(role));
    if (strange !== -1) throw invalid(`creatorRoleIds.${strange}`, 'notFound');
    await setSegment(tx, id, after, version + 1);
    const names = ['cycleDays', 'principles', 'creatorRoleIds'] as const;
    const changes = names
      .map((field) => ({ field, from: before[field], to: after[field] }))
      .filter(({ from, to }) => JSON.stringify(from) !== JSON.stringify(to));
    await recordEvent(tx, ctx, 'segment.updated', { type: 'segment', id, audience: 'audit' }, { changes });
  });
  const settings = (await segmentSettings(ctx.db, ctx.actor)).find((segment) => segment.id === id);
  ensure(settings, 'common.notFound');
  return settings;
}
