import { api } from '../../platform/api.ts';
import { listViews } from './customers.views.reads.ts';
import * as service from './customers.views.service.ts';

export const viewsRouter = {
  list: api.views.list.handler(({ input, context: { ctx } }) => listViews(ctx, input)),
  create: api.views.create.handler(({ input, context: { ctx } }) => service.createView(ctx, input)),
  update: api.views.update.handler(({ input, context: { ctx } }) => service.updateView(ctx, input)),
  remove: api.views.remove.handler(({ input, context: { ctx } }) => service.removeView(ctx, input)),
  setDefault: api.views.setDefault.handler(({ input, context: { ctx } }) => service.setDefaultView(ctx, input)),
};
