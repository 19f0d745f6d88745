import type { Actor } from './actor.ts';
import { may } from './actor.ts';
import { invalid } from './errors.ts';
import { phoneDigits } from './text.ts';

/** Which words of a record a search may be answered from: all, or those that nobody is kept from reading. */
export type Words = 'all' | 'open';

/** Telephones of customers and contacts are read by who has the permission; everybody reads those of customers they own. */
export function readsPhones(actor: Actor, ownerId: string | null): boolean {
  return may(actor, 'customers.phones') || actor.id === ownerId;
}

/** Whoever sees telephones masked finds nothing by them, not even of their own customers. */
export function wordsFor(actor: Actor): Words {
  return may(actor, 'customers.phones') ? 'all' : 'open';
}

const cover = '****';

/** 138****5678; of short numbers only the end, so that at least four digits stay hidden; of anything else nothing. */
export function maskPhone(phone: string): string {
  const digits = phoneDigits(phone) ?? '';
  if (digits.length >= 11) return `${digits.slice(0, 3)}${cover}${digits.slice(-4)}`;
  return digits.length >= 7 ? `${cover}${digits.slice(-3)}` : cover;
}

/** A telephone as this actor reads it. */
export function phoneFor<T extends string | null>(actor: Actor, ownerId: string | null, phone: T): T | string {
  return phone === null || phone === '' || readsPhones(actor, ownerId) ? phone : maskPhone(phone);
}

/** Customers as this actor reads them. */
export function withPhones<T extends { owner: { id: string }; phone: string | null }>(actor: Actor, rows: T[]): T[] {
  return rows.map((row) => ({ ...row, phone: phoneFor(actor, row.owner.id, row.phone) }));
}

/**
 * A telephone that somebody sends: the mask of the one that stands is no change (undefined), any other masked one is
 * refused at `path`, so that a mask never takes the place of a number.
 */
export function sentPhone<T extends string | null | undefined>(
  sent: T,
  standing: string | null = null,
  path = 'phone',
): T | undefined {
  if (typeof sent !== 'string' || !sent.includes('*')) return sent;
  if (standing !== null && sent === maskPhone(standing)) return undefined;
  throw invalid(path, 'format');
}

const isPhoneKey = (key: string) => /phone|mobile/i.test(key);

/** Data of an event with every telephone in it as this actor reads it: under a key of that name, or as a changed field. */
export function maskedData(
  actor: Actor,
  ownerId: string | null,
  data: Record<string, unknown>,
): Record<string, unknown> {
  return readsPhones(actor, ownerId) ? data : maskedObject(data);
}

function maskedObject(data: object): Record<string, unknown> {
  const ofPhone = 'field' in data && typeof data.field === 'string' && isPhoneKey(data.field);
  return Object.fromEntries(
    Object.entries(data).map(([key, value]: [string, unknown]) => [
      key,
      typeof value === 'string' && key !== 'field' && (ofPhone || isPhoneKey(key)) ? maskPhone(value) : masked(value),
    ]),
  );
}

function masked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(masked);
  return typeof value === 'object' && value !== null ? maskedObject(value) : value;
}
