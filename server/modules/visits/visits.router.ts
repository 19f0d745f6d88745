import { api } from '../../platform/api.ts';
import { checkIn } from './visits.checkin.service.ts';
import { listVisits } from './visits.reads.ts';
import { recordVisit } from './visits.record.service.ts';
import { getVisit, updateVisit } from './visits.service.ts';

export const visitsRouter = {
  list: api.visits.list.handler(({ input, context: { ctx } }) => listVisits(ctx.db, ctx.actor, input)),
  get: api.visits.get.handler(({ input, context }) => getVisit(context.ctx, input.id)),
  checkIn: api.visits.checkIn.handler(({ input, context }) => checkIn(context.ctx, input)),
  record: api.visits.record.handler(({ input, context }) => recordVisit(context.ctx, input)),
  update: api.visits.update.handler(({ input, context }) => updateVisit(context.ctx, input)),
};
