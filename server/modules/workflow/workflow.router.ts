import { api } from '../../platform/api.ts';
import * as actions from './workflow.actions.service.ts';
import * as catalogue from './workflow.catalogue.reads.ts';
import { getInstance } from './workflow.detail.reads.ts';
import { listInstances, listOfCustomer } from './workflow.lines.reads.ts';
import { countTasks, listTasks } from './workflow.tasks.reads.ts';

const done = { ok: true as const };

export const workflowRouter = {
  list: api.workflows.list.handler(({ context: { ctx } }) => catalogue.listWorkflows(ctx)),
  get: api.workflows.get.handler(({ input, context: { ctx } }) => catalogue.getWorkflow(ctx, input.id)),
  forecast: api.workflows.forecast.handler(({ input, context: { ctx } }) => actions.forecast(ctx, input)),
  start: api.workflows.start.handler(({ input, context: { ctx } }) => actions.start(ctx, input)),
  instances: api.workflows.instances.handler(({ input, context: { ctx } }) => listInstances(ctx, input)),
  ofSubject: api.workflows.ofSubject.handler(({ input, context: { ctx } }) => listOfCustomer(ctx, input)),
  tasks: api.workflows.tasks.handler(({ input, context: { ctx } }) => listTasks(ctx, input)),
  counts: api.workflows.counts.handler(({ context: { ctx } }) => countTasks(ctx)),
  approveMany: api.workflows.approveMany.handler(({ input, context: { ctx } }) => actions.approveMany(ctx, input)),
  instance: api.workflows.instance.handler(({ input, context: { ctx } }) => getInstance(ctx, input.id)),
  act: api.workflows.act.handler(async ({ input, context: { ctx } }) => {
    await actions.act(ctx, input.id, input.action);
    return done;
  }),
  comment: api.workflows.comment.handler(async ({ input, context: { ctx } }) => {
    await actions.comment(ctx, input);
    return done;
  }),
  read: api.workflows.read.handler(async ({ input, context: { ctx } }) => {
    await actions.markRead(ctx, input.id);
    return done;
  }),
};
