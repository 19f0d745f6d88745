import { ensure } from '../../platform/errors.ts';
import type { RawRoutes } from '../../platform/runtime.ts';
import { isLocalRequest } from './auth.origin.policy.ts';
import { createAuth } from './auth.service.ts';

/**
 * No routes but what stands before and behind them all: the demo company's way in is shut as if it did not exist unless
 * this is a demo on this very machine, and the sign-in's connections are closed with the server. To be registered
 * before the contract's routes.
 */
export const authRoutes: RawRoutes = (server, { runtime }) => {
  const open = runtime.settings.demo && runtime.settings.loopback;
  // After the body is read, so that a broken body answers here as it does where there is nothing.
  server.addHook('preHandler', async (request) => {
    if (!request.routeOptions.url?.startsWith('/api/demo/')) return;
    ensure(open && isLocalRequest(request.headers, request.socket.localPort), 'common.notFound');
  });
  server.addHook('onClose', () => createAuth(runtime).close());
};
