import { api } from '../../platform/api.ts';
import { allPools, previewRules } from './customers.pool.admin.reads.ts';
import * as admin from './customers.pool.admin.service.ts';
import * as reads from './customers.pool.reads.ts';
import * as service from './customers.pool.service.ts';

export const poolsRouter = {
  list: api.pools.list.handler(({ input, context: { ctx } }) => reads.listPooled(ctx, input)),
  count: api.pools.count.handler(({ input, context: { ctx } }) => reads.countPooled(ctx, input)),
  get: api.pools.get.handler(({ input, context: { ctx } }) => reads.getPooled(ctx, input.id)),
  open: api.pools.open.handler(({ context: { ctx } }) => reads.openPools(ctx)),
  claim: api.pools.claim.handler(({ input, context: { ctx } }) => service.claim(ctx, input)),
  assign: api.pools.assign.handler(({ input, context: { ctx } }) => service.assign(ctx, input)),
  giveBack: api.pools.giveBack.handler(({ input, context: { ctx } }) => service.giveBack(ctx, input)),
  state: api.pools.state.handler(({ input, context: { ctx } }) => reads.poolState(ctx, input.id)),
  lock: api.pools.lock.handler(({ input, context: { ctx } }) => service.lockAgainstReturn(ctx, input)),
  unlock: api.pools.unlock.handler(({ input, context: { ctx } }) => service.unlock(ctx, input)),
  owners: api.pools.owners.handler(({ input, context: { ctx } }) => reads.ownersOf(ctx, input.id)),
  warnings: api.pools.warnings.handler(({ input, context: { ctx } }) => reads.comingReturns(ctx, input.limit)),
  all: api.pools.all.handler(async ({ context: { ctx } }) => ({ items: await allPools(ctx.db) })),
  create: api.pools.create.handler(({ input, context: { ctx } }) => admin.createPool(ctx, input)),
  update: api.pools.update.handler(({ input, context: { ctx } }) => admin.updatePool(ctx, input)),
  preview: api.pools.preview.handler(({ input, context: { ctx } }) => previewRules(ctx, input)),
};
