import { api } from '../../platform/api.ts';
import { getToolbox, setToolbox, toolboxOfCustomer } from './fields.toolboxes.service.ts';

export const toolboxesRouter = {
  get: api.toolboxes.get.handler(({ input, context: { ctx } }) => getToolbox(ctx, input.id)),
  set: api.toolboxes.set.handler(({ input, context: { ctx } }) => setToolbox(ctx, input)),
  ofCustomer: api.toolboxes.ofCustomer.handler(({ input, context: { ctx } }) => toolboxOfCustomer(ctx, input.id)),
};
