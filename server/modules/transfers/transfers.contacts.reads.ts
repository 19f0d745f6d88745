import type { Ctx } from '../../platform/context.ts';
import { contactsThere, customersCalled } from '../customers/index.ts';
import { todayOf } from '../org/index.ts';
import type { ContactPlan } from './transfers.contacts.rules.ts';
import { planContact, readContact } from './transfers.contacts.rules.ts';
import { madeElsewhere } from './transfers.history.reads.ts';
import type { ImportRecord, StoredRow } from './transfers.store.ts';
import { decisionRoleWords } from './transfers.words.reads.ts';

/** What becomes of rows of contacts; `seen` holds the keys of the rows before them. */
export async function planContacts(
  ctx: Ctx,
  { mapping, options }: ImportRecord,
  stored: readonly StoredRow[],
  seen: Set<string>,
): Promise<ContactPlan[]> {
  const words = { decisionRoles: await decisionRoleWords(), today: await todayOf(ctx.db, ctx.now()) };
  const history = await madeElsewhere(
    ctx,
    mapping,
    stored.map(({ values }) => values),
  );
  const rows = stored.map(({ row, values }, index) => {
    const read = readContact(row, values, mapping, words);
    const { made = read.made, errors = [] } = history[index] ?? {};
    return { ...read, made, errors: [...read.errors, ...errors] };
  });
  const customers = await customersCalled(ctx, [...new Set(rows.flatMap(({ customer }) => customer ?? []))]);
  const ids = [...new Set([...customers.values()].map(({ id }) => id))];
  const there = Map.groupBy(await contactsThere(ctx, ids), ({ customerId }) => customerId);
  const { updateExisting = false, acceptSimilar = false } = options;
  return rows.map((row) => {
    const customer = customers.get(row.customer ?? '');
    return planContact(row, customer, there.get(customer?.id ?? '') ?? [], { updateExisting, acceptSimilar }, seen);
  });
}
