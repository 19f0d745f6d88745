import type { Ctx } from '../../platform/context.ts';
import { contactsThere, customersCalled, edgesThere, pairKey, pairsSeeing } from '../customers/index.ts';
import { todayOf } from '../org/index.ts';
import { peopleNamed, personCalled } from './transfers.people.reads.ts';
import type { EdgePlan } from './transfers.relationships.rules.ts';
import { planEdge, readEdge } from './transfers.relationships.rules.ts';
import type { ImportRecord, StoredRow } from './transfers.store.ts';

/** What becomes of rows of relationships; `seen` holds the keys of the rows before them. */
export async function planEdges(
  ctx: Ctx,
  { mapping, options }: ImportRecord,
  stored: readonly StoredRow[],
  seen: Set<string>,
): Promise<EdgePlan[]> {
  const today = await todayOf(ctx.db, ctx.now());
  const rows = stored.map(({ row, values }) => readEdge(row, values, mapping, today));
  const customers = await customersCalled(ctx, [...new Set(rows.flatMap(({ customer }) => customer ?? []))]);
  const people = await peopleNamed(ctx.db, [...new Set(rows.flatMap(({ person }) => person ?? []))]);
  const ids = [...new Set([...customers.values()].map(({ id }) => id))];
  const contacts = Map.groupBy(await contactsThere(ctx, ids), ({ customerId }) => customerId);
  const edges = Map.groupBy(await edgesThere(ctx, ids), ({ contactId }) => contactId);
  const grounds = rows.map((row) => {
    const customer = customers.get(row.customer ?? '');
    return { row, customer, person: row.person === null ? undefined : personCalled(people, row.person) };
  });
  const pairs = grounds.flatMap(({ customer, person }) =>
    customer && person ? [{ customerId: customer.id, personId: person.id }] : [],
  );
  const seeing = await pairsSeeing(ctx.db, pairs);
  return grounds.map(({ row, customer, person }) => {
    const there = contacts.get(customer?.id ?? '') ?? [];
    const ground = {
      customer,
      person,
      contacts: there,
      edges: there.flatMap(({ id }) => edges.get(id) ?? []),
      sees: (customerId: string, personId: string) => seeing.has(pairKey({ customerId, personId })),
    };
    return planEdge(ctx.actor, row, ground, options.updateExisting ?? false, seen);
  });
}
