import { api } from '../../platform/api.ts';
import { countWaiting, listAsked, listWaiting, teamOf } from './customers.requests.reads.ts';
import { answerRequest, askToJoin, withdrawRequest } from './customers.requests.service.ts';

export const teamRouter = {
  get: api.team.get.handler(({ input, context: { ctx } }) => teamOf(ctx, input.id)),
  ask: api.team.ask.handler(({ input, context: { ctx } }) => askToJoin(ctx, input)),
  waiting: api.team.waiting.handler(({ input, context: { ctx } }) => listWaiting(ctx, input)),
  asked: api.team.asked.handler(({ input, context: { ctx } }) => listAsked(ctx, input)),
  count: api.team.count.handler(({ context: { ctx } }) => countWaiting(ctx)),
  answer: api.team.answer.handler(({ input, context: { ctx } }) => answerRequest(ctx, input)),
  withdraw: api.team.withdraw.handler(({ input, context: { ctx } }) => withdrawRequest(ctx, input)),
};
