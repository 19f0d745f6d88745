import { Readable } from 'node:stream';
import { z } from 'zod';
import { importKinds, importPermission } from '../../../contract/transfers.ts';
import { may } from '../../platform/actor.ts';
import { authorize, ensure, invalid } from '../../platform/errors.ts';
import type { RawRoutes } from '../../platform/runtime.ts';
import { failedRows } from './transfers.failed.reads.ts';
import { ownImport } from './transfers.reads.ts';
import { uploadImport } from './transfers.upload.service.ts';

const wanted = z.object({ kind: z.enum(importKinds) });
const params = z.object({ id: z.uuid() });

/** What begins an import, and the rows that it left out. */
export const transfersRoutes: RawRoutes = (server, { runtime, ctxOf }) => {
  server.post('/api/imports/upload', async (request, reply) => {
    const ctx = await ctxOf(request, 'signedIn');
    const query = wanted.safeParse(request.query);
    if (!query.success) throw invalid('kind', 'choice');
    authorize(may(ctx.actor, importPermission(query.data.kind)));
    const part = await request.file();
    if (part?.fieldname !== 'file') throw invalid('file', 'required');
    const content = await part.toBuffer();
    reply.header('cache-control', 'no-store');
    return uploadImport(ctx, runtime.settings, query.data.kind, { name: part.filename, content });
  });

  server.get('/api/imports/:id/failed.csv', async (request, reply) => {
    const ctx = await ctxOf(request, 'signedIn');
    const given = params.safeParse(request.params);
    ensure(given.success, 'common.notFound');
    const record = await ownImport(ctx.db, ctx.actor.id, given.data.id);
    reply.headers({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="failed.csv"',
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    });
    return reply.send(Readable.from(failedRows(ctx, record)));
  });
};
