import { z } from 'zod';
import { api } from '../../platform/api.ts';
import { ensure } from '../../platform/errors.ts';
import type { RawRoutes } from '../../platform/runtime.ts';
import { createExport, dispositionOf, getExport, listExports, openExport } from './transfers.exports.service.ts';

export const exportsRouter = {
  create: api.exports.create.handler(({ input, context: { ctx } }) => createExport(ctx, input)),
  list: api.exports.list.handler(({ input, context: { ctx } }) => listExports(ctx, input)),
  get: api.exports.get.handler(({ input, context: { ctx } }) => getExport(ctx, input.id)),
};

const params = z.object({ id: z.uuid() });
const types = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

export const exportsRoutes: RawRoutes = (server, { runtime, ctxOf }) => {
  server.get('/api/exports/:id/file', async (request, reply) => {
    const ctx = await ctxOf(request, 'exports.customers');
    const given = params.safeParse(request.params);
    ensure(given.success, 'common.notFound');
    const { record, content } = await openExport(ctx, runtime.settings, given.data.id);
    reply.headers({
      'content-type': types[record.format],
      'content-disposition': dispositionOf(record),
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    });
    return reply.send(content);
  });
};
