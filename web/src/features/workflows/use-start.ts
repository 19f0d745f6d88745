import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { PersonRef } from '../../../../contract/base.ts';
import type { FormValues } from '../../../../contract/workflows.forms.ts';
import type { Outputs } from '../../lib/client.ts';
import { api } from '../../lib/client.ts';
import { useDebounced } from '../../lib/debounce.ts';
import { useDraft } from '../../lib/drafts.ts';
import type { CustomerRef } from '../../widgets/customer-picker/customer-picker.tsx';
import type { Named } from '../../widgets/workflow-form/named.ts';
import { nobodyNamed } from '../../widgets/workflow-form/named.ts';

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

export function inputOf(workflowId: string, { title, values, chosen, customer }: Started) {
  return {
    workflowId,
    values,
    chosen: idsOf(chosen),
    ...(title.trim() && { title: title.trim() }),
    ...(customer && { subject: { type: 'customer' as const, id: customer.id } }),
  };
}

/** What is being filled in; kept as a draft of this workflow while it is. */
export function useStarting(workflowId: string, about: CustomerRef | null) {
  const draft = useDraft<Started>(`workflow.${workflowId}`);
  const [kept, setKept] = useState(() => draft.stored());
  const empty: Started = { title: '', values: {}, chosen: {}, customer: about, named: nobodyNamed };
  const [now, setNow] = useState<Started>(() => (kept ? { ...kept, customer: about ?? kept.customer } : empty));
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
      setNow(empty);
    },
    clear: draft.clear,
  };
}

const rest = 400;

/** Who would get it for what is filled in now, once the typing rests. */
export function useForecast(id: string, { values, chosen }: Started) {
  const input = useDebounced(JSON.stringify({ values, chosen: idsOf(chosen) }), rest);
  const asked = JSON.parse(input) as { values: FormValues; chosen: Record<string, string[]> };
  return useQuery(
    api.workflows.forecast.queryOptions({ input: { id, ...asked }, placeholderData: keepPreviousData, retry: false }),
  );
}
