import { z } from 'zod';
import { ensure } from '../../platform/errors.ts';
import type { RawRoutes } from '../../platform/runtime.ts';
import { attachment } from './files.rules.ts';
import { openForReader, storeUpload } from './files.service.ts';

const params = z.object({ id: z.uuid() });

/** Upload and download; what a file is, is told by the contract's `files.get`. */
export const filesRoutes: RawRoutes = (server, { runtime, ctxOf }) => {
  server.post('/api/files', async (request) => {
    const ctx = await ctxOf(request, 'signedIn');
    return storeUpload(ctx, runtime.settings, request);
  });

  server.get('/api/files/:id/content', async (request, reply) => {
    const ctx = await ctxOf(request, 'signedIn');
    const wanted = params.safeParse(request.params);
    ensure(wanted.success, 'common.notFound');
    const { file, content } = await openForReader(ctx, runtime.settings, wanted.data.id);
    reply.headers({
      'content-type': file.type,
      'content-length': file.size,
      'content-disposition': attachment(file.name),
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    });
    return reply.send(content);
  });
};
