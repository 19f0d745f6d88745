import { sql } from 'kysely';
import type { Duplicate } from '../../../contract/duplicates.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Db } from '../../platform/db/db.ts';
import { AppError } from '../../platform/errors.ts';
import { readsPhones } from '../../platform/masking.ts';
import { customerSeenRow } from '../../platform/scope.ts';
import { normalizeName } from '../../platform/text.names.ts';
import { phoneDigits } from '../../platform/text.ts';
import { colleagueJson } from './customers.requests.reads.ts';
import { similarCustomers } from './customers.similar.reads.ts';

export type Wanted = {
  name?: string | null;
  creditCode?: string | null;
  phone?: string | null;
  /** The customer itself when an existing one is changed; ignored unless the actor sees it. */
  exceptId?: string;
};

type ExactRow = { id: string; name: string; owner: Duplicate['owner']; visible: boolean; reason: Duplicate['reason'] };

/** What customers are known by, as the database holds it. */
function keysOf(wanted: Wanted) {
  return {
    name: normalizeName(wanted.name ?? '') || null,
    creditCode: wanted.creditCode?.trim().toUpperCase() || null,
    phone: phoneDigits(wanted.phone),
  };
}

/** Customers that were called so before a merge. */
const hasBeen = (name: string | null) => sql`
  c.id in (select n.customer_id from customer_former_names n where n.normalized_name = ${name})`;

/** A switchboard may belong to a whole group. */
const shownExact = 20;

/** Whose telephone it is may be told only to who reads it. */
const tells = (actor: Actor, row: ExactRow) =>
  row.visible && (row.reason !== 'phone' || readsPhones(actor, row.owner.id));

/**
 * Customers that have exactly this name (width, case, spaces and punctuation aside), credit code or telephone. One that
 * the actor does not see, or whose telephone they do not read, answers with its owner alone, so that the asker knows
 * whom to talk to.
 */
export async function exactDuplicates(db: Db, actor: Actor, wanted: Wanted): Promise<Duplicate[]> {
  const { name, creditCode, phone } = keysOf(wanted);
  if (!name && !creditCode && !phone) return [];
  const { rows } = await sql<ExactRow>`
    select c.id, c.name, ${colleagueJson('o')} as owner,
      ${customerSeenRow(actor, 'c.id')} as visible,
      case when c.normalized_name = ${name} or ${hasBeen(name)} then 'name'
        when c.credit_code = ${creditCode} then 'creditCode' else 'phone' end as reason
    from customers c join users o on o.id = c.owner_id
    where c.normalized_name = ${name} or c.credit_code = ${creditCode} or c.phone_digits = ${phone}
      or ${hasBeen(name)}
    order by coalesce(c.normalized_name <> ${name}, true), coalesce(c.credit_code <> ${creditCode}, true), c.id
    limit ${shownExact}
  `.execute(db);
  return rows
    .filter((row) => !(tells(actor, row) && row.id === wanted.exceptId))
    .map((row) => ({
      reason: row.reason,
      customer: tells(actor, row) ? { id: row.id, name: row.name } : null,
      owner: row.owner,
    }));
}

/** One thing that a customer is known by. */
export type ExactKey = { reason: 'name' | 'creditCode' | 'phone'; value: string };

/** Customers with this key of which the check has told the actor nothing but this owner. */
export async function hiddenMatches(db: Db, actor: Actor, key: ExactKey & { ownerId: string }) {
  const { name, creditCode, phone } = keysOf({ [key.reason]: key.value });
  if (!name && !creditCode && !phone) return [];
  const unread = key.reason === 'phone' && !readsPhones(actor, key.ownerId);
  const { rows } = await sql<{ id: string; ownerId: string }>`
    select c.id, c.owner_id as "ownerId" from customers c
    where (c.normalized_name = ${name} or c.credit_code = ${creditCode} or c.phone_digits = ${phone})
      and c.owner_id = ${key.ownerId} and ${unread ? sql`true` : sql`not ${customerSeenRow(actor, 'c.id')}`}
    order by c.id limit ${shownExact}
  `.execute(db);
  return rows;
}

export async function findDuplicates(db: Db, actor: Actor, wanted: Wanted): Promise<Duplicate[]> {
  const exact = await exactDuplicates(db, actor, wanted);
  const similar = wanted.name ? await similarCustomers(db, actor, wanted.name, wanted.exceptId) : [];
  const known = new Set(exact.map((one) => one.customer?.id));
  return [...exact, ...similar.filter((one) => !known.has(one.customer?.id))];
}

/** A name or a credit code belongs to one company; a telephone or a similar name may belong to another one. */
export const isAcceptable = ({ reason }: Duplicate): boolean => reason === 'similarName' || reason === 'phone';

/** `customers.duplicate` that says why and who has it; with `similar` = 1 it can be accepted. */
export function duplicateError(duplicate: Duplicate): AppError {
  const { reason, customer, owner } = duplicate;
  const similar = isAcceptable(duplicate);
  return new AppError(
    'customers.duplicate',
    {
      reason,
      owner: owner.name,
      ...(customer ? { customerId: customer.id, customer: customer.name } : {}),
      ...(similar ? { similar: 1 } : {}),
    },
    [{ path: reason === 'similarName' ? 'name' : reason, code: 'taken' }],
  );
}
