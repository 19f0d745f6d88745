import { api } from '../../platform/api.ts';
import * as bpmn from './workflow.bpmn.service.ts';
import * as reads from './workflow.design.reads.ts';
import * as service from './workflow.design.service.ts';

const done = { ok: true as const };

export const workflowDefinitionsRouter = {
  roles: api.workflowDefinitions.roles.handler(async ({ context: { ctx } }) => ({
    items: await reads.rolesToChoose(ctx),
  })),
  list: api.workflowDefinitions.list.handler(({ input, context: { ctx } }) => reads.listDefinitions(ctx, input)),
  get: api.workflowDefinitions.get.handler(({ input, context: { ctx } }) => reads.getDefinition(ctx, input.id)),
  create: api.workflowDefinitions.create.handler(({ input, context: { ctx } }) => service.createDefinition(ctx, input)),
  update: api.workflowDefinitions.update.handler(({ input, context: { ctx } }) => service.updateDefinition(ctx, input)),
  check: api.workflowDefinitions.check.handler(({ input, context: { ctx } }) =>
    reads.judge(ctx.db, input.content, input.id ?? null),
  ),
  tryOut: api.workflowDefinitions.tryOut.handler(({ input, context: { ctx } }) => service.tryOut(ctx, input)),
  publish: api.workflowDefinitions.publish.handler(({ input, context: { ctx } }) => service.publish(ctx, input)),
  retire: api.workflowDefinitions.retire.handler(async ({ input, context: { ctx } }) => {
    await service.retire(ctx, input);
    return done;
  }),
  restore: api.workflowDefinitions.restore.handler(async ({ input, context: { ctx } }) => {
    await service.restore(ctx, input);
    return done;
  }),
  toBpmn: api.workflowDefinitions.toBpmn.handler(({ input, context: { ctx } }) => bpmn.toBpmn(ctx, input.id)),
  fromBpmn: api.workflowDefinitions.fromBpmn.handler(({ input, context: { ctx } }) => bpmn.fromBpmn(ctx, input.xml)),
  version: api.workflowDefinitions.version.handler(({ input, context: { ctx } }) =>
    reads.versionContent(ctx, input.id, input.number),
  ),
};
