import { api } from '../../platform/api.ts';
import { deskInstances, listKept } from './workflow.desk.reads.ts';
import * as desk from './workflow.desk.service.ts';
import { askMove, previewMove, reroute } from './workflow.moves.service.ts';

export const workflowDeskRouter = {
  list: api.workflowDesk.list.handler(({ context: { ctx } }) => listKept(ctx)),
  load: api.workflowDesk.load.handler(({ input, context: { ctx } }) => desk.getLoad(ctx, input.id)),
  times: api.workflowDesk.times.handler(({ input, context: { ctx } }) => desk.getTimes(ctx, input)),
  instances: api.workflowDesk.instances.handler(({ input, context: { ctx } }) => deskInstances(ctx, input)),
  export: api.workflowDesk.export.handler(({ input, context: { ctx } }) => desk.exportInstances(ctx, input)),
  tasks: api.workflowDesk.tasks.handler(({ input, context: { ctx } }) => desk.listTasksOf(ctx, input)),
  reassign: api.workflowDesk.reassign.handler(({ input, context: { ctx } }) => desk.reassign(ctx, input)),
  previewMove: api.workflowDesk.previewMove.handler(({ input, context: { ctx } }) => previewMove(ctx, input)),
  move: api.workflowDesk.move.handler(({ input, context: { ctx } }) => askMove(ctx, input)),
  route: api.workflowDesk.route.handler(({ input, context: { ctx } }) => desk.getRoute(ctx, input.id)),
  reroute: api.workflowDesk.reroute.handler(({ input, context: { ctx } }) => reroute(ctx, input)),
};
