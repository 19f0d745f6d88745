import { api } from '../../platform/api.ts';
import { getFile } from './files.reads.ts';

export const filesRouter = {
  get: api.files.get.handler(({ input, context: { ctx } }) => getFile(ctx, input.id)),
};
