import { api } from '../../platform/api.ts';
import { getBulk, listBulk, listBulkRows } from './customers.bulk.reads.ts';
import * as service from './customers.bulk.service.ts';

export const bulkRouter = {
  preview: api.bulk.preview.handler(({ input, context: { ctx } }) => service.previewBulk(ctx, input)),
  run: api.bulk.run.handler(({ input, context: { ctx } }) => service.runBulk(ctx, input)),
  list: api.bulk.list.handler(({ input, context: { ctx } }) => listBulk(ctx, input)),
  get: api.bulk.get.handler(({ input, context: { ctx } }) => getBulk(ctx, input.id)),
  rows: api.bulk.rows.handler(({ input, context: { ctx } }) => listBulkRows(ctx, input)),
  undo: api.bulk.undo.handler(({ input, context: { ctx } }) => service.undoBulk(ctx, input)),
};
