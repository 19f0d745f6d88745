import { api } from '../../platform/api.ts';
import { briefingsAt } from './handovers.briefing.reads.ts';
import * as held from './handovers.held.service.ts';
import * as reads from './handovers.reads.ts';
import * as service from './handovers.service.ts';

export const handoversRouter = {
  held: api.handovers.held.handler(({ input, context: { ctx } }) => held.whatIsHeld(ctx, input.personId)),
  things: api.handovers.things.handler(({ input, context: { ctx } }) => held.thingsHeld(ctx, input)),
  preview: api.handovers.preview.handler(({ input, context: { ctx } }) => held.preview(ctx, input)),
  run: api.handovers.run.handler(({ input, context: { ctx } }) => service.handOver(ctx, input)),
  list: api.handovers.list.handler(({ input, context: { ctx } }) => reads.listHandovers(ctx, input)),
  briefings: api.handovers.briefings.handler(({ input, context: { ctx } }) => briefingsAt(ctx, input.id)),
  get: api.handovers.get.handler(({ input, context: { ctx } }) => reads.getHandover(ctx, input.id)),
};
