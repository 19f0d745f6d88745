import { api } from '../../platform/api.ts';
import { getImport, listImports, listRows } from './transfers.reads.ts';
import { checkImport, runImport, undoImport } from './transfers.service.ts';

export const transfersRouter = {
  list: api.transfers.list.handler(({ input, context: { ctx } }) => listImports(ctx, input)),
  get: api.transfers.get.handler(({ input, context: { ctx } }) => getImport(ctx, input.id)),
  rows: api.transfers.rows.handler(({ input, context: { ctx } }) => listRows(ctx, input)),
  check: api.transfers.check.handler(({ input, context: { ctx } }) => checkImport(ctx, input)),
  run: api.transfers.run.handler(({ input, context: { ctx } }) => runImport(ctx, input)),
  undo: api.transfers.undo.handler(({ input, context: { ctx } }) => undoImport(ctx, input)),
};
