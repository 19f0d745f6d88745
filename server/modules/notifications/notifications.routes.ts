import { ensure } from '../../platform/errors.ts';
import type { RawRoutes } from '../../platform/runtime.ts';
import { createStreams } from './notifications.streams.service.ts';

/** `GET /api/stream`: server-sent events, each the JSON of a StreamMessage; at most ten connections a person. */
export const notificationsRoutes: RawRoutes = (server, { runtime, ctxOf }) => {
  const streams = createStreams(runtime, (error) => server.log.error({ err: error }, 'live stream'));
  server.addHook('preClose', async () => streams.closeAll());
  server.get('/api/stream', { exposeHeadRoute: false }, async (request, reply) => {
    const { actor } = await ctxOf(request, 'signedIn');
    ensure(streams.accepts(actor.id), 'common.tooMany');
    reply.headers({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    });
    reply.hijack();
    for (const [name, value] of Object.entries(reply.getHeaders())) {
      if (value !== undefined) reply.raw.setHeader(name, value);
    }
    streams.add({
      userId: actor.id,
      response: reply.raw,
      stillValid: async () => (await ctxOf(request, 'signedIn')).actor.id === actor.id,
    });
  });
};
