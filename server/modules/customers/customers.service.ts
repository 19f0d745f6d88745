import type { Customer } from '../../../contract/customers.ts';
import { definitionsOf } from '../../../contract/fields.compute.ts';
import type { Ctx } from '../../platform/context.ts';
import { write } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/db.ts';
import { AppError, ensure, isPgError } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import { newId } from '../../platform/ids.ts';
import { sentPhone } from '../../platform/masking.ts';
import { holdDefinitions, ownFields } from '../fields/index.ts';
import { getCustomer } from './customers.archive.reads.ts';
import type { ContactFields } from './customers.contacts.store.ts';
import { insertContacts } from './customers.contacts.store.ts';
import type { Wanted } from './customers.duplicates.reads.ts';
import { duplicateError, exactDuplicates, isAcceptable } from './customers.duplicates.reads.ts';
import type { ArchiveFields } from './customers.fields.service.ts';
import { checkReferences, columnsOf, currentFields, describeChanges } from './customers.fields.service.ts';
import type { BuiltIn, OwnWanted } from './customers.own.rules.ts';
import { ownContext, touchesOwn } from './customers.own.rules.ts';
import { settleCustomer } from './customers.own.service.ts';
import { ownOf, setOwn } from './customers.own.store.ts';
import { countPhoneCheck } from './customers.phones.checks.service.ts';
import * as policy from './customers.policy.ts';
import { changesOf } from './customers.rules.ts';
import { similarCustomers } from './customers.similar.reads.ts';
import type { CustomerRecord } from './customers.store.ts';
import {
  activePeople,
  addOwner,
  derivedColumns,
  insertCustomer,
  lockCustomer,
  refreshSearch,
  touch,
  updateCustomerRow,
} from './customers.store.ts';

export type CreateInput = ArchiveFields & {
  name: string;
  own?: OwnWanted;
  ownerId?: string;
  contacts?: ContactFields[];
  acceptSimilar?: boolean;
};

export function subjectOf(customer: { id: string; ownerId: string }) {
  return {
    type: 'customer',
    id: customer.id,
    audience: 'customer' as const,
    customerId: customer.id,
    ownerId: customer.ownerId,
  };
}

export async function createCustomer(ctx: Ctx, input: CreateInput): Promise<Customer> {
  const { ownerId = ctx.actor.id, contacts = [], acceptSimilar = false, own: wanted = {}, ...fields } = input;
  if (!acceptSimilar) await countPhoneCheck(ctx, fields.phone);
  const { id } = await refusingDuplicates(ctx, fields, () =>
    write(ctx, async (tx) => {
      await holdDefinitions(tx);
      const active = await activePeople(tx, [ownerId]);
      ensure(policy.own(ctx.actor, ownerId) && active.has(ownerId), 'customers.ownerOutOfScope');
      for (const phone of [fields.phone, ...contacts.map((contact) => contact.phone)]) sentPhone(phone);
      await checkReferences(tx, ctx.actor, fields, {});
      const context = ownContext(fields);
      const before = { own: {}, aside: {}, context };
      const definitions = definitionsOf(await ownFields(tx));
      const { own } = await settleCustomer(tx, ctx.actor, definitions, { before, context, wanted });
      await ensureNoDuplicate(tx, ctx, fields, acceptSimilar);
      const at = ctx.now().toISOString();
      const made = newId();
      await insertCustomer(tx, {
        ...columnsOf(fields),
        ...derivedColumns({ ...fields, contacts }),
        id: made,
        name: fields.name,
        owner_id: ownerId,
        own: JSON.stringify(own),
        archive_updated_at: at,
        created_at: at,
        updated_at: at,
      });
      await addOwner(tx, made, ownerId, at);
      await insertContacts(tx, made, contacts, ctx.now());
      if (Object.keys(own).length > 0) await refreshSearch(tx, made);
      await touch(tx, ctx.actor.id, made, ctx.now());
      await recordEvent(tx, ctx, 'customer.created', subjectOf({ id: made, ownerId }), {
        name: fields.name,
        owner: { personId: ownerId },
        contacts: contacts.map((contact) => contact.name),
      });
      return { id: made };
    }),
  );
  return getCustomer(ctx, id);
}

async function ensureNoDuplicate(tx: Tx, ctx: Ctx, fields: Wanted & { name: string }, acceptSimilar: boolean) {
  await ensureNotTaken(tx, ctx, fields, acceptSimilar);
  if (acceptSimilar) return;
  const [similar] = await similarCustomers(tx, ctx.actor, fields.name);
  if (similar) throw duplicateError(similar);
}

async function ensureNotTaken(tx: Tx, ctx: Ctx, wanted: Wanted, acceptSimilar: boolean): Promise<void> {
  const found = await exactDuplicates(tx, ctx.actor, wanted);
  const taken = found.find((one) => !isAcceptable(one)) ?? (acceptSimilar ? undefined : found[0]);
  if (taken) throw duplicateError(taken);
}

const uniqueness = ['customers_normalized_name', 'customers_credit_code'];

/** Two who save the same customer at once: the index stops the second, which learns who was first. */
async function refusingDuplicates<T>(ctx: Ctx, wanted: Wanted, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!uniqueness.some((constraint) => isPgError(error, '23505', constraint))) throw error;
    const exact = (await exactDuplicates(ctx.db, ctx.actor, wanted)).find((one) => !isAcceptable(one));
    throw exact ? duplicateError(exact) : new AppError('common.conflict');
  }
}

/** Locks a customer for a change of this version. */
export async function lockForChange(tx: Tx, ctx: Ctx, id: string, version: number): Promise<CustomerRecord> {
  const customer = await lockCustomer(tx, ctx.actor, id);
  ensure(customer, 'common.notFound');
  ensure(customer.version === version, 'common.stale');
  return customer;
}

export async function updateCustomer(
  ctx: Ctx,
  input: ArchiveFields & { id: string; version: number; own?: OwnWanted; acceptSimilar?: boolean },
): Promise<Customer> {
  const { id, version, own: wanted = {}, acceptSimilar = false, ...sent } = input;
  const hangsOnOwn = Object.keys(wanted).length > 0 || touchesOwn(sent);
  // A mask that is sent back tries nothing.
  if (!acceptSimilar && !sent.phone?.includes('*')) await countPhoneCheck(ctx, sent.phone, id);
  await refusingDuplicates(ctx, { ...sent, exceptId: id }, () =>
    write(ctx, async (tx) => {
      if (hangsOnOwn) await holdDefinitions(tx);
      const customer = await lockForChange(tx, ctx, id, version);
      const fields = { ...sent, phone: sentPhone(sent.phone, customer.phone) };
      const current = currentFields(customer);
      await checkReferences(tx, ctx.actor, fields, { ...current, id });
      const changes = changesOf(current, fields);
      const own = hangsOnOwn ? await settleUpdate(tx, ctx, id, current, { ...current, ...fields }, wanted) : null;
      if (changes.length === 0 && !own?.changes.length) return;
      const changed = new Set(changes.map((change) => change.field));
      const known = {
        name: changed.has('name') ? fields.name : null,
        creditCode: changed.has('creditCode') ? fields.creditCode : null,
        phone: changed.has('phone') ? fields.phone : null,
        exceptId: id,
      };
      await ensureNotTaken(tx, ctx, known, acceptSimilar);
      const at = ctx.now().toISOString();
      await updateCustomerRow(tx, id, {
        ...columnsOf(fields),
        ...derivedColumns({
          name: fields.name ?? customer.name,
          phone: fields.phone === undefined ? customer.phone : fields.phone,
        }),
        archive_updated_at: at,
        updated_at: at,
        version: version + 1,
      });
      if (own) await setOwn(tx, [{ id, ...own }]);
      await refreshSearch(tx, id);
      await touch(tx, ctx.actor.id, id, ctx.now());
      await recordEvent(tx, ctx, 'customer.updated', subjectOf({ id, ownerId: customer.owner_id }), {
        changes: [...(await describeChanges(tx, changes)), ...(own?.changes ?? [])],
      });
    }),
  );
  return getCustomer(ctx, id);
}

async function settleUpdate(tx: Tx, ctx: Ctx, customerId: string, before: BuiltIn, after: BuiltIn, wanted: OwnWanted) {
  const stored = { ...(await ownOf(tx, customerId)), context: ownContext(before) };
  const definitions = definitionsOf(await ownFields(tx));
  return settleCustomer(tx, ctx.actor, definitions, { customerId, before: stored, context: ownContext(after), wanted });
}

export async function confirmArchive(ctx: Ctx, input: { id: string; version: number }): Promise<Customer> {
  await write(ctx, async (tx) => {
    const customer = await lockForChange(tx, ctx, input.id, input.version);
    const at = ctx.now().toISOString();
    await updateCustomerRow(tx, customer.id, { archive_updated_at: at, updated_at: at, version: input.version + 1 });
    await touch(tx, ctx.actor.id, customer.id, ctx.now());
    await recordEvent(tx, ctx, 'customer.confirmed', subjectOf({ id: customer.id, ownerId: customer.owner_id }));
  });
  return getCustomer(ctx, input.id);
}
