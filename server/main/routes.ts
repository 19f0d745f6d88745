import { StandardBracketNotationSerializer } from '@orpc/openapi-client/standard';
import type { AnyProcedure } from '@orpc/server';
import { isProcedure } from '@orpc/server';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isTooDeep } from '../../contract/base.ts';
import type { RoutePermission } from '../../contract/permissions.ts';
import type { ApiContext } from '../platform/api.ts';
import { toInvalid } from '../platform/api.ts';
import { hashRequest } from '../platform/context.ts';
import { ensure, invalid } from '../platform/errors.ts';
import type { Runtime } from '../platform/runtime.ts';
import type { Guard } from './guard.ts';
import { router } from './modules.ts';

export type ApiRoute = {
  name: string;
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** As in the contract, e.g. `/customers/{id}`; relative to `/api`. */
  path: string;
  permission: RoutePermission;
  idempotent: boolean;
  procedure: AnyProcedure;
};

/** Every route of the contract with its handler; throws at start when one lacks method, path or permission. */
export function apiRoutes(): ApiRoute[] {
  return Object.entries(router).flatMap(([module, procedures]) =>
    Object.entries(procedures).map(([name, procedure]) => toRoute(`${module}.${name}`, procedure)),
  );
}

function toRoute(name: string, procedure: unknown): ApiRoute {
  if (!isProcedure(procedure)) throw new Error(`${name} is not a procedure`);
  const { route, meta } = procedure['~orpc'];
  const { method, path } = route;
  if (!method || method === 'HEAD' || !path || !meta.permission) throw new Error(`${name} is not declared whole`);
  return { name, method, path, permission: meta.permission, idempotent: meta.idempotent === true, procedure };
}

/**
 * Serves the contract: the caller is signed in and the permission checked before the input is looked at; then the
 * input is validated, the handler runs, and the answer goes out as plain JSON. With `checkOutput` an answer that
 * differs from the contract, be it by one key too many, is an internal error.
 */
export function registerApi(http: FastifyInstance, runtime: Runtime, guard: Guard, checkOutput: boolean): void {
  for (const route of apiRoutes()) {
    http.route({
      method: route.method,
      url: `/api${route.path.replace(/\{(\w+)\}/g, ':$1')}`,
      handler: async (request, reply) => {
        const context = { runtime, http: { request, reply } } as ApiContext;
        if (route.permission !== 'public') {
          const ctx = await guard.ctxOf(request, route.permission, route.path);
          context.ctx = { ...ctx, idempotency: route.idempotent ? idempotencyOf(request, route) : null };
        }
        const output = await run(route, request, context, checkOutput);
        reply.header('cache-control', 'no-store').type('application/json; charset=utf-8');
        return JSON.stringify(output);
      },
    });
  }
}

const brackets = new StandardBracketNotationSerializer();

function inputOf(request: FastifyRequest): unknown {
  const raw = request.method === 'GET' || request.method === 'DELETE' ? queryOf(request) : request.body;
  ensure(!isTooDeep(raw), 'common.malformed');
  const params = request.params as Record<string, string>;
  if (Object.keys(params).length === 0) return raw;
  if (raw !== undefined && raw !== null && (typeof raw !== 'object' || Array.isArray(raw))) return raw;
  return { ...raw, ...params };
}

function queryOf(request: FastifyRequest): unknown {
  const start = request.url.indexOf('?');
  if (start === -1) return {};
  return brackets.deserialize([...new URLSearchParams(request.url.slice(start + 1))]);
}

async function run(
  route: ApiRoute,
  request: FastifyRequest,
  context: ApiContext,
  checkOutput: boolean,
): Promise<unknown> {
  const definition = route.procedure['~orpc'];
  const checked = await definition.inputSchema?.['~standard'].validate(inputOf(request));
  if (checked?.issues) throw toInvalid(checked.issues);
  const output: unknown = await definition.handler({
    context,
    input: checked?.value,
    path: route.name.split('.'),
    procedure: route.procedure,
    signal: undefined,
    lastEventId: undefined,
    errors: {},
  });
  if (checkOutput) await ensureDeclared(route, output);
  return output;
}

async function ensureDeclared(route: ApiRoute, output: unknown): Promise<void> {
  const plain: unknown = JSON.parse(JSON.stringify(output ?? null));
  const checked = await route.procedure['~orpc'].outputSchema?.['~standard'].validate(plain);
  if (!checked) return;
  if (checked.issues)
    throw new Error(`${route.name} answers what its contract does not say: ${JSON.stringify(checked.issues)}`);
  const undeclared = firstDifference(plain, checked.value, '');
  if (undeclared) throw new Error(`${route.name} answers an undeclared value at ${undeclared}`);
}

function firstDifference(given: unknown, declared: unknown, path: string): string | null {
  if (typeof given !== 'object' || given === null) return null;
  for (const [key, value] of Object.entries(given)) {
    const other = (declared as Record<string, unknown>)[key];
    if (other === undefined) return `${path}/${key}`;
    const below = firstDifference(value, other, `${path}/${key}`);
    if (below) return below;
  }
  return null;
}

function idempotencyOf(request: FastifyRequest, route: ApiRoute) {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return null;
  if (typeof key !== 'string' || !/^[\x21-\x7e]{8,100}$/.test(key)) throw invalid('Idempotency-Key', 'format');
  return { key, requestHash: hashRequest(route.name, { body: request.body, params: request.params }) };
}
