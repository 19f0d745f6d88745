import { sql } from 'kysely';
import type { PersonRef } from '../../../contract/base.ts';
import type { Duplicate } from '../../../contract/customers.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Db } from '../../platform/db/db.ts';
import { AppError } from '../../platform/errors.ts';
import { readsPhones } from '../../platform/masking.ts';
import { reach } from '../../platform/reach.ts';
import { customerSeenRow } from '../../platform/scope.ts';
import { coreName, coreNamesWithin, coreTerms, isContained, normalizeName } from '../../platform/text.names.ts';
import { phoneDigits } from '../../platform/text.ts';

export type Wanted = {
  name?: string | null;
  creditCode?: string | null;
  phone?: string | null;
  /** The customer itself when an existing one is changed; ignored unless the actor sees it. */
  exceptId?: string;
};

type ExactRow = { id: string; name: string; owner: PersonRef; visible: boolean; reason: Duplicate['reason'] };

/** Whose telephone it is may be told only to who reads it. */
const tells = (actor: Actor, row: ExactRow) =>
  row.visible && (row.reason !== 'phone' || readsPhones(actor, row.owner.id));

/**
 * Customers that have exactly this name (width, case, spaces and punctuation aside), credit code or telephone. One that
 * the actor does not see, or whose telephone they do not read, answers with its owner alone, so that the asker knows
 * whom to talk to.
 */
export async function exactDuplicates(db: Db, actor: Actor, wanted: Wanted): Promise<Duplicate[]> {
  const name = normalizeName(wanted.name ?? '') || null;
  const creditCode = wanted.creditCode?.trim().toUpperCase() || null;
  const phone = phoneDigits(wanted.phone);
  if (!name && !creditCode && !phone) return [];
  const { rows } = await sql<ExactRow>`
    select c.id, c.name, json_build_object('id', o.id, 'name', o.name, 'post', o.post) as owner,
      ${customerSeenRow(actor, 'c.id')} as visible,
      case when c.normalized_name = ${name} then 'name'
        when c.credit_code = ${creditCode} then 'creditCode' else 'phone' end as reason
    from customers c join users o on o.id = c.owner_id
    where c.normalized_name = ${name} or c.credit_code = ${creditCode} or c.phone_digits = ${phone}
  `.execute(db);
  return rows
    .filter((row) => !(tells(actor, row) && row.id === wanted.exceptId))
    .map((row) => ({
      reason: row.reason,
      customer: tells(actor, row) ? { id: row.id, name: row.name } : null,
      owner: row.owner,
    }));
}

const shownSimilar = 10;

/** Customers among those that the actor sees whose core name is the same, within this one, or around it. */
export async function similarCustomers(db: Db, actor: Actor, name: string, exceptId?: string): Promise<Duplicate[]> {
  const core = coreName(name);
  if (core === '') return [];
  const around = isContained(core)
    ? await reach(db, actor, 'customers', { q: coreTerms(name), page: shownSimilar })
    : null;
  const outside = around
    ? sql`
      union all
      (
        select c.id, c.name, c.core_name, c.normalized_name, c.owner_id from ${around.from}
        where ${around.conditions} and position(${core}::text in c.core_name) > 0 and c.core_name <> ${core}
        limit ${shownSimilar}
      )`
    : sql``;
  const { rows } = await sql<{ id: string; name: string; owner: PersonRef }>`
    select c.id, c.name, json_build_object('id', o.id, 'name', o.name, 'post', o.post) as owner
    from (
      (
        select c.id, c.name, c.core_name, c.normalized_name, c.owner_id from customers c
        where c.core_name = any(${[core, ...coreNamesWithin(name)]}::text[]) and ${customerSeenRow(actor, 'c.id')}
        limit ${shownSimilar}
      )
      ${outside}
    ) c
    join users o on o.id = c.owner_id
    where c.id is distinct from ${exceptId ?? null}::uuid and c.normalized_name <> ${normalizeName(name)}
    order by c.core_name <> ${core}, c.name, c.id
    limit ${shownSimilar}
  `.execute(db);
  return rows.map(({ id, name: found, owner }) => ({
    reason: 'similarName',
    customer: { id, name: found },
    owner,
  }));
}

export async function findDuplicates(db: Db, actor: Actor, wanted: Wanted): Promise<Duplicate[]> {
  const exact = await exactDuplicates(db, actor, wanted);
  const similar = wanted.name ? await similarCustomers(db, actor, wanted.name, wanted.exceptId) : [];
  const known = new Set(exact.map((one) => one.customer?.id));
  return [...exact, ...similar.filter((one) => !known.has(one.customer?.id))];
}

/** `customers.duplicate` that says why and who has it; with `similar` = 1 it can be accepted. */
export function duplicateError(duplicate: Duplicate): AppError {
  const { reason, customer, owner } = duplicate;
  const similar = reason === 'similarName';
  return new AppError(
    'customers.duplicate',
    {
      reason,
      owner: owner.name,
      ...(customer ? { customerId: customer.id, customer: customer.name } : {}),
      ...(similar ? { similar: 1 } : {}),
    },
    [{ path: similar ? 'name' : reason, code: 'taken' }],
  );
}
