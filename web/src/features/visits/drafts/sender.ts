import type { ErrorCode } from '../../../../../contract/errors.ts';
import { api, apiError } from '../../../lib/client.ts';
import type { RefusalOf, Send, Sent } from './outbox.ts';
import { alone, sendWaiting } from './outbox.ts';

/** Refusals that pass by themselves: the command waits and is sent again. */
const passing: ErrorCode[] = ['common.overloaded', 'common.tooMany', 'auth.required'];

const made = new Map<string, string>();

/** The visit that this tab has made of a command; undefined when another tab sent it. */
export function visitOf(outgoingId: string): string | undefined {
  return made.get(outgoingId);
}

const send: Send = async ({ kind, input, idempotencyKey, id }) => {
  const context = { idempotencyKey };
  const visit = await (kind === 'checkIn'
    ? api.visits.checkIn.call(input, { context })
    : api.visits.record.call(input, { context }));
  made.set(id, visit.id);
  return visit;
};

const refusalOf: RefusalOf = (error) => {
  const known = apiError(error);
  return known && !passing.includes(known.code) ? known.data : null;
};

/**
 * Sends what waits on this device for a person; answers the visits made, by the command's id. Without network nothing
 * is tried, so that it can still be taken back.
 */
export async function sendNow(personId: string): Promise<Map<string, Sent>> {
  if (!navigator.onLine) return new Map();
  return alone(personId, () => sendWaiting(personId, send, refusalOf));
}
