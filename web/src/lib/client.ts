/**
 * The typed client of the server.
 *
 * - Read: `useQuery(api.customers.get.queryOptions({ input: { id } }))`; in lists `infiniteOptions` with `nextPage`.
 * - Write: `useCommand(api.customers.update, { onSuccess })` from `lib/command.ts`, never `useMutation` by hand.
 * - Errors are `ApiError`s; their words come from `useErrorText()` in `lib/errors.ts`.
 */

import routes from 'virtual:contract';
import { createORPCClient, ORPCError, onError } from '@orpc/client';
import type { ContractRouterClient, InferContractRouterOutputs } from '@orpc/contract';
import { OpenAPILink } from '@orpc/openapi-client/fetch';
import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import type { ErrorBody, ErrorCode } from '../../../contract/errors.ts';
import { errorStatus } from '../../../contract/errors.ts';
import type { contract } from '../../../contract/index.ts';

export type ApiError = ORPCError<ErrorCode, ErrorBody>;
/** Sent with a command: the same key for every attempt of one intention. */
export type CommandContext = { idempotencyKey?: string };
/** What each route answers, e.g. `Outputs['customers']['get']`. */
export type Outputs = InferContractRouterOutputs<typeof contract>;

let signedOut: () => void = () => undefined;
/** Sets what happens when the server says that there is no session. */
export function onSignedOut(listener: () => void): void {
  signedOut = listener;
}

function isErrorBody(body: unknown): body is ErrorBody {
  return typeof body === 'object' && body !== null && 'code' in body && Object.hasOwn(errorStatus, String(body.code));
}

/** The error as the server stated it; null when the answer did not come from the server (no network, a proxy). */
export function apiError(error: unknown): ApiError | null {
  return error instanceof ORPCError && isErrorBody(error.data) ? (error as ApiError) : null;
}

const unreached = new WeakSet<Error>();
/** Whether a request had no answer of the server: no network, or something in between failed. */
export function isUnreached(error: unknown): boolean {
  return error instanceof Error && unreached.has(error);
}

const link = new OpenAPILink<CommandContext>(routes, {
  url: `${location.origin}/api`,
  headers: ({ context }): Record<string, string> =>
    context.idempotencyKey ? { 'idempotency-key': context.idempotencyKey } : {},
  customErrorResponseBodyDecoder: (body, response) =>
    isErrorBody(body) ? new ORPCError(body.code, { status: response.status, data: body }) : null,
  interceptors: [
    onError((error) => {
      const known = apiError(error);
      if (known?.code === 'auth.required') signedOut();
      if (!known && error instanceof Error) unreached.add(error);
    }),
  ],
});

const client: ContractRouterClient<typeof contract, CommandContext> = createORPCClient(link);

/** Query and mutation helpers of every route, by module and name. */
export const api = createTanstackQueryUtils(client);

/** Paging of a list for `infiniteOptions`: starts without a cursor, goes on with the one of the last page. */
export const nextPage = {
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (last: { nextCursor: string | null }) => last.nextCursor ?? undefined,
};
