import { api } from '../../platform/api.ts';
import { find } from './search.reads.ts';

export const searchRouter = {
  find: api.search.find.handler(async ({ input, context: { ctx } }) => ({ items: await find(ctx, input) })),
};
