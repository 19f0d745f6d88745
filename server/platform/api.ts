import { implement } from '@orpc/server';
import type { FieldCode, FieldError } from '../../contract/errors.ts';
import { fieldCodes } from '../../contract/errors.ts';
import { contract } from '../../contract/index.ts';
import type { Ctx } from './context.ts';
import { AppError, isDisconnected, isPgError } from './errors.ts';
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

/** What the caller is told; anything that is not meant for them is `common.internal`. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (isDisconnected(error) || isPgError(error, '57014')) return new AppError('common.overloaded', { retryAfter: 5 });
  // Class 22: a value that no schema foresaw and the database cannot hold, such as half of a character.
  if (isPgError(error) && error.code.startsWith('22')) return new AppError('common.malformed');
  return new AppError('common.internal');
}

/** Input that does not fit its schema, each fault at its field. */
export function toInvalid(issues: readonly Issue[]): AppError {
  return new AppError('common.invalid', {}, issues.flatMap(toFields));
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
  /** Of a rule of the contract's own, which may name its code. */
  readonly params?: { readonly [name: string]: unknown };
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
  return fieldCodes.find((code) => code === issue.params?.fieldCode) ?? 'format';
}
