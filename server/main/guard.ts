import type { FastifyRequest } from 'fastify';
import type { RoutePermission } from '../../contract/permissions.ts';
import type { Actor } from '../platform/actor.ts';
import { may } from '../platform/actor.ts';
import type { Ctx } from '../platform/context.ts';
import { createCtx } from '../platform/context.ts';
import { AppError, ensure } from '../platform/errors.ts';
import type { Runtime } from '../platform/runtime.ts';

type Authenticate = { authenticate: (request: FastifyRequest) => Promise<Actor | null> };

/** Routes that someone who has to change a one-time password may still use. */
const beforePasswordChange = new Set(['/auth/me', '/auth/password', '/auth/sign-out']);

export type Guard = {
  /** Signs the request in and checks the permission. Throws `auth.required`, `auth.passwordWrong`… or `common.forbidden`. */
  ctxOf: (request: FastifyRequest, permission: RoutePermission, path?: string) => Promise<Ctx>;
};

export function createGuard(runtime: Runtime, auth: Authenticate): Guard {
  return {
    async ctxOf(request, permission, path) {
      ensure(permission !== 'public', 'common.internal');
      const actor = await auth.authenticate(request);
      ensure(actor, 'auth.required');
      if (actor.mustChangePassword && !beforePasswordChange.has(path ?? '')) {
        throw new AppError('common.forbidden', { reason: 'passwordChange' });
      }
      if (permission !== 'signedIn') ensure(may(actor, permission), 'common.forbidden');
      return createCtx({ kysely: runtime.kysely, actor, requestId: request.id, now: runtime.now });
    },
  };
}
