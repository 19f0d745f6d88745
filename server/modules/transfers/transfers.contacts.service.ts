import type { DecisionRole } from '../../../contract/contacts.shapes.ts';
import type { Ctx } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/db.ts';
import { contactAsIs, importContacts, removeContact, updateContact } from '../customers/index.ts';
import { planContacts } from './transfers.contacts.reads.ts';
import type { ContactPlan } from './transfers.contacts.rules.ts';
import type { PartKind, Written } from './transfers.parts.service.ts';
import type { ChangedRow } from './transfers.store.ts';

async function writeContacts(tx: Tx, ctx: Ctx, plans: readonly ContactPlan[]): Promise<Written[]> {
  const made = plans.flatMap(({ row, contact }) => (contact ? [{ row, contact }] : []));
  const ids = await importContacts(
    tx,
    ctx,
    made.map(({ contact }) => contact),
  );
  const written = made.map(({ row }, index): Written => ({ row, recordId: ids[index] ?? '', recordVersion: 1 }));
  for (const { row, outcome, recordId, version, change, changes } of plans) {
    if (outcome !== 'update' || recordId === null) continue;
    const before = await contactAsIs(
      tx,
      recordId,
      changes.map(({ field }) => field),
    );
    const after = await updateContact(ctx, { id: recordId, version, ...change });
    written.push({ row, recordId, recordVersion: after.version, before });
  }
  return written;
}

type Before = { title?: string | null; decisionRole?: DecisionRole | null; phone?: string | null };

async function undo(tx: Tx, ctx: Ctx, { id, version, before }: ChangedRow): Promise<boolean> {
  if (before === null) return removeContact(tx, ctx, { id, version });
  await updateContact(ctx, { id, version, ...(before as Before) });
  return true;
}

export const contactsKind: PartKind<ContactPlan> = { plan: planContacts, write: writeContacts, undo, atOnce: 200 };
