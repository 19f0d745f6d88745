import { api } from '../../platform/api.ts';
import { listDeputies } from './workflow.deputies.reads.ts';
import * as service from './workflow.deputies.service.ts';
import { listTasks } from './workflow.tasks.reads.ts';

const done = { ok: true as const };

export const deputiesRouter = {
  list: api.deputies.list.handler(({ input, context: { ctx } }) => listDeputies(ctx, input)),
  create: api.deputies.create.handler(({ input, context: { ctx } }) => service.nameDeputy(ctx, input)),
  update: api.deputies.update.handler(async ({ input, context: { ctx } }) => {
    await service.changeDeputy(ctx, input);
    return done;
  }),
  end: api.deputies.end.handler(async ({ input, context: { ctx } }) => {
    await service.endDeputy(ctx, input);
    return done;
  }),
  decisions: api.deputies.decisions.handler(({ input, context: { ctx } }) =>
    listTasks(ctx, { ...input, box: 'inName' }),
  ),
};
