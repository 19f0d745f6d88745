import { implement, ORPCError, ValidationError } from '@orpc/server';
import type { FieldCode, FieldError } from '../../contract/errors.ts';
import { contract } from '../../contract/index.ts';
import type { Ctx } from './context.ts';
import { AppError, isPgError } from './errors.ts';
import type { Http, Runtime } from './runtime.ts';

/**
 * What a handler gets. `ctx` is there for every route that is not public: the guard has signed the caller in and
 * checked the route's permission before the input is even looked at. Public routes use `runtime` alone.
 */
export type ApiContext = {
  ctx: Ctx;
  runtime: Runtime;
  http: Http;
};

/** Implements the contract: `api.customers.list.handler(({ input, context }) => …)`. */
export const api = implement(contract).$context<ApiContext>();

/** The shape that an error has on its way out; `requestId` is added by the application. */
export function toOrpcError(error: unknown): ORPCError<string, { params: AppError['params']; fields?: FieldError[] }> {
  const known = toAppError(error);
  return new ORPCError(known.code, {
    status: known.status,
    message: known.code,
    data: { params: known.params, ...(known.fields ? { fields: known.fields } : {}) },
    cause: error,
  });
}

export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof ORPCError) return fromOrpc(error);
  if (isPgError(error, '57014') || isPgError(error, '53300')) return new AppError('common.overloaded');
  return new AppError('common.internal');
}

function fromOrpc(error: ORPCError<string, unknown>): AppError {
  if (error.cause instanceof ValidationError && error.code === 'BAD_REQUEST') {
    return new AppError('common.invalid', {}, error.cause.issues.flatMap(toFields));
  }
  if (error.code === 'NOT_FOUND') return new AppError('common.notFound');
  if (error.code === 'PAYLOAD_TOO_LARGE') return new AppError('common.tooLarge');
  if (error.status >= 400 && error.status < 500) return new AppError('common.malformed');
  return new AppError('common.internal');
}

type Issue = {
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
  readonly message: string;
  readonly code?: string;
  readonly origin?: string;
  readonly minimum?: number | bigint;
  readonly maximum?: number | bigint;
  readonly input?: unknown;
  readonly expected?: string;
  readonly keys?: readonly string[];
};

function toFields(issue: Issue): FieldError[] {
  const path = (issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part)).join('.');
  if (issue.code === 'unrecognized_keys')
    return (issue.keys ?? []).map((key) => ({ path: join(path, key), code: 'unknown' }));
  const params: Record<string, number> = {};
  if (issue.minimum !== undefined) params.min = Number(issue.minimum);
  if (issue.maximum !== undefined) params.max = Number(issue.maximum);
  return [{ path, code: fieldCode(issue), ...(Object.keys(params).length > 0 ? { params } : {}) }];
}

const join = (path: string, key: string) => (path ? `${path}.${key}` : key);

function fieldCode(issue: Issue): FieldCode {
  const sized = issue.origin === 'string' || issue.origin === 'array';
  if (issue.code === 'invalid_type') return issue.message.endsWith('received undefined') ? 'required' : 'type';
  if (issue.code === 'too_small') {
    if (sized && issue.minimum === 1) return 'required';
    return sized ? 'tooShort' : 'tooSmall';
  }
  if (issue.code === 'too_big') return sized ? 'tooLong' : 'tooBig';
  if (issue.code === 'invalid_value') return 'choice';
  return 'format';
}
