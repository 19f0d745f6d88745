import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { PersonRef } from '../../../../contract/base.ts';
import type { FormValues } from '../../../../contract/workflows.forms.ts';
import { customerField } from '../../../../contract/workflows.values.ts';
import type { Outputs } from '../../lib/client.ts';
import { api } from '../../lib/client.ts';
import { useDebounced } from '../../lib/debounce.ts';
import { useDraft } from '../../lib/drafts.ts';
import type { CustomerRef } from '../../widgets/customer-picker/customer-picker.tsx';
import type { Named } from '../../widgets/workflow-form/named.ts';
import { nobodyNamed, refOf, withName } from '../../widgets/workflow-form/named.ts';

export type Startable = Outputs['workflows']['get'];
export type Started = {
  title: string;
  values: FormValues;
  chosen: Record<string, PersonRef[]>;
  customer: CustomerRef | null;
  named: Named;
};

const idsOf = (chosen: Started['chosen']) =>
  Object.fromEntries(Object.entries(chosen).map(([nodeId, people]) => [nodeId, people.map(({ id }) => id)]));

const subjectOf = (customer: CustomerRef | null) =>
  customer ? { subject: { type: 'customer' as const, id: customer.id } } : {};

export function inputOf(workflow: Startable, started: Started) {
  const { title, values, chosen, customer } = started;
  return {
    workflowId: workflow.id,
    values,
    chosen: idsOf(chosen),
    title: title.trim() || usualTitle(workflow, started),
    ...subjectOf(customer),
  };
}

/** What it is called unless the starter says otherwise: the workflow and whom it is about. */
export function usualTitle({ name, form }: Startable, { values, customer, named }: Started): string {
  const field = customerField(form);
  const about = (field && refOf(named, values[field.key])) ?? customer;
  return about ? `${name} · ${about.name}` : name;
}

/** About this customer: in the field that the form has for it, or beside the form. */
function withCustomer({ form }: Startable, about: CustomerRef | null, started: Started): Started {
  const field = customerField(form);
  if (!about) return started;
  if (!field) return { ...started, customer: about };
  return {
    ...started,
    values: { ...started.values, [field.key]: about.id },
    named: withName(started.named, about),
  };
}

const nothing: Started = { title: '', values: {}, chosen: {}, customer: null, named: nobodyNamed };

/** What is being filled in; kept as a draft of this workflow while it is. */
export function useStarting(workflow: Startable, about: CustomerRef | null) {
  const draft = useDraft<Started>(`workflow.${workflow.id}`);
  const [kept, setKept] = useState(() => draft.stored());
  const [now, setNow] = useState<Started>(() => withCustomer(workflow, about, kept ?? nothing));
  return {
    now,
    wasKept: kept !== null,
    change(changes: Partial<Started>) {
      const next = { ...now, ...changes };
      setNow(next);
      draft.keep(next);
    },
    discard() {
      draft.clear();
      setKept(null);
      setNow(withCustomer(workflow, about, nothing));
    },
    clear: draft.clear,
  };
}

const rest = 400;

/** Who would get it for what is filled in now, once the typing rests. */
export function useForecast(id: string, { values, chosen, customer }: Started) {
  const input = useDebounced(JSON.stringify({ values, chosen: idsOf(chosen), ...subjectOf(customer) }), rest);
  const asked = JSON.parse(input) as Omit<ReturnType<typeof inputOf>, 'workflowId' | 'title'>;
  return useQuery(
    api.workflows.forecast.queryOptions({ input: { id, ...asked }, placeholderData: keepPreviousData, retry: false }),
  );
}
