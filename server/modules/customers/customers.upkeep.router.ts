import { api } from '../../platform/api.ts';
import { getUpkeep, snoozedArchives, stalePeople } from './customers.upkeep.reads.ts';
import { confirmPoints, snoozeArchive } from './customers.upkeep.service.ts';

export const upkeepRouter = {
  get: api.upkeep.get.handler(({ input, context: { ctx } }) => getUpkeep(ctx, input.id)),
  confirm: api.upkeep.confirm.handler(({ input, context: { ctx } }) => confirmPoints(ctx, input)),
  snooze: api.upkeep.snooze.handler(({ input, context: { ctx } }) => snoozeArchive(ctx, input)),
  people: api.upkeep.people.handler(({ input, context: { ctx } }) => stalePeople(ctx, input)),
  snoozed: api.upkeep.snoozed.handler(({ input, context: { ctx } }) => snoozedArchives(ctx, input)),
};
