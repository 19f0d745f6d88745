import { api } from '../../platform/api.ts';
import { listMerges, previewMerge } from './customers.merges.reads.ts';
import { mergeCustomers } from './customers.merges.service.ts';
import { undoMerge } from './customers.merges.undo.service.ts';

export const mergesRouter = {
  preview: api.merges.preview.handler(({ input, context: { ctx } }) => previewMerge(ctx, input)),
  merge: api.merges.merge.handler(({ input, context: { ctx } }) => mergeCustomers(ctx, input)),
  list: api.merges.list.handler(({ input, context: { ctx } }) => listMerges(ctx, input.id)),
  undo: api.merges.undo.handler(({ input, context: { ctx } }) => undoMerge(ctx, input)),
};
