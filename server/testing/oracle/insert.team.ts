import { normalizeName } from '../../platform/text.names.ts';
import type { Insert } from './insert.ts';
import type { TeamRequest } from './world.team.types.ts';
import type { World } from './world.types.ts';

const millisADay = 86_400_000;

export function requestRow(request: TeamRequest, at: Date) {
  const { named, customerId } = request;
  const answered = request.state === 'declined';
  return {
    id: request.id,
    asker_id: request.askerId,
    customer_id: customerId,
    asked_id: named ? null : request.id,
    asked_for: named?.words ?? null,
    told_owner_id: named?.ownerId ?? null,
    note: request.mark,
    state: request.state,
    answer: answered ? request.answerMark : null,
    answered_by: answered ? request.askerId : null,
    answered_at: answered ? at.toISOString() : null,
    version: request.version,
    created_at: at.toISOString(),
  };
}

export async function insertTeams(insert: Insert, world: World, at: Date): Promise<void> {
  const day = (days: number) => new Date(at.getTime() + days * millisADay).toISOString().slice(0, 10);
  await insert(
    'team_places',
    world.places.map(({ id, customerId, personId, planned }) => ({
      id,
      customer_id: customerId,
      user_id: personId,
      role: 'technical',
      access: 'write',
      from_on: planned ? day(20) : day(-60),
      until_on: planned ? null : day(-10),
      planned,
    })),
  );
  await insert(
    'team_requests',
    world.requests.map((request) => requestRow(request, at)),
  );
  await insert(
    'channel_links',
    world.links.map((link) => ({
      id: link.id,
      distributor_id: link.distributorId,
      customer_id: link.customerId,
      product: link.mark,
      from_on: day(link.from),
      version: link.version,
      created_at: at.toISOString(),
    })),
  );
  await insert(
    'customer_merges',
    world.merges.map((merge) => ({
      id: merge.id,
      loser_id: merge.loserId,
      survivor_id: merge.survivorId,
      loser_name: merge.mark,
      loser: {},
      before: {},
      after: {},
      extra: {},
      merged_by: merge.byId,
      merged_at: at.toISOString(),
    })),
  );
  await insert(
    'customer_former_names',
    world.merges.map(({ id, survivorId, mark }) => ({
      merge_id: id,
      customer_id: survivorId,
      name: mark,
      normalized_name: normalizeName(mark),
    })),
  );
}
