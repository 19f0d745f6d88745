import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Outputs } from '../../../lib/client.ts';
import { api } from '../../../lib/client.ts';
import { randomId } from '../../../lib/ids.ts';
import { useMe } from '../../../lib/me.ts';
import type { DraftFacts, VisitDraft } from '../drafts/draft.ts';
import { emptyFields } from '../drafts/draft.ts';
import type { Subject } from '../drafts/draft-store.ts';
import { findDraft } from '../drafts/draft-store.ts';

type Customer = Outputs['customers']['get'];
type Item = Outputs['plans']['item'];
type Visit = Outputs['visits']['get'];

const kinds = ['purpose', 'competitor', 'costKind'];

function factsOf(customer: Customer, lists: Outputs['settings']['lists']['items']): DraftFacts {
  return {
    phone: customer.phone,
    contacts: customer.contacts
      .filter((contact) => !contact.leftOn)
      .map(({ id, name, title, decisionRole }) => ({ id, name, title, decisionRole })),
    lists: lists
      .filter((entry) => kinds.includes(entry.list) && !entry.retired)
      .map(({ id, list, name }) => ({ id, list, name })),
  };
}

function startOf(customer: Customer, item: Item | null, visit: Visit | null, facts: DraftFacts, today: string) {
  const checkIn = visit?.checkedInAt ? { at: visit.checkedInAt, place: visit.place, isSent: true } : null;
  const draft: VisitDraft = {
    id: randomId(),
    visitedOn: visit?.visitedOn ?? today,
    updatedAt: new Date().toISOString(),
    customer: { id: customer.id, name: customer.name },
    item:
      item?.state === 'open'
        ? { id: item.id, title: item.title, expectedResult: item.expectedResult, day: item.day }
        : null,
    visit: visit ? { id: visit.id, version: visit.version } : null,
    checkIn,
    facts,
    fields: emptyFields(facts),
  };
  return draft;
}

type Start =
  | { kind: 'loading' }
  | { kind: 'error'; error: unknown; retry: () => void }
  | { kind: 'chooseCustomer'; itemTitle: string | null }
  | { kind: 'recorded'; visitId: string }
  | { kind: 'ready'; draft: VisitDraft; freshFacts: DraftFacts | null };

function useSources(subject: Subject) {
  const item = useQuery(
    api.plans.item.queryOptions({ input: { id: subject.itemId ?? '' }, enabled: Boolean(subject.itemId) }),
  );
  const visitId = subject.visitId ?? item.data?.openVisitId ?? undefined;
  const visit = useQuery(api.visits.get.queryOptions({ input: { id: visitId ?? '' }, enabled: Boolean(visitId) }));
  const visitItemId = subject.itemId ? undefined : (visit.data?.planItemId ?? undefined);
  const visitItem = useQuery(
    api.plans.item.queryOptions({ input: { id: visitItemId ?? '' }, enabled: Boolean(visitItemId) }),
  );
  const customerId = visit.data?.customer?.id ?? item.data?.customer?.id ?? subject.customerId;
  const customer = useQuery(
    api.customers.get.queryOptions({ input: { id: customerId ?? '' }, enabled: Boolean(customerId) }),
  );
  const lists = useQuery(api.settings.lists.queryOptions({ staleTime: 300_000 }));
  const wanted = [
    ...(subject.itemId ? [item] : []),
    ...(visitId ? [visit] : []),
    ...(visitItemId ? [visitItem] : []),
    ...(customerId ? [customer] : []),
    lists,
  ];
  return { item: item.data ?? visitItem.data, visit: visit.data, customer: customer.data, customerId, lists, wanted };
}

/**
 * What the record begins with: the draft on this device, at once and also without network; otherwise a new one from the
 * plan item, the visit checked in, or the customer.
 */
export function useStart(subject: Subject): Start {
  const me = useMe();
  const [stored] = useState(() => findDraft(me.id, subject));
  const { item, visit, customer, customerId, lists, wanted } = useSources(subject);
  const [begun, setBegun] = useState<VisitDraft | null>(stored);
  const isLoaded = wanted.every((query) => query.data !== undefined);
  const facts = customer && lists.data ? factsOf(customer, lists.data.items) : null;
  if (begun) return { kind: 'ready', draft: begun, freshFacts: isLoaded ? facts : null };
  if (visit?.state === 'recorded') return { kind: 'recorded', visitId: visit.id };
  const failed = wanted.find((query) => query.error);
  if (failed) return { kind: 'error', error: failed.error, retry: () => void failed.refetch() };
  if (isLoaded && !customerId) return { kind: 'chooseCustomer', itemTitle: item?.title ?? null };
  if (!isLoaded || !customer || !facts) return { kind: 'loading' };
  const draft = startOf(customer, item ?? null, visit ?? null, facts, me.company.today);
  setBegun(draft);
  return { kind: 'ready', draft, freshFacts: facts };
}
