import { useState } from 'react';
import type { FormValues } from '../../../../contract/workflows.forms.ts';
import type { InstanceDetail } from '../../../../contract/workflows.ts';
import { useDraft } from '../../lib/drafts.ts';
import type { Named } from '../../widgets/workflow-form/named.ts';

type Filled = { values: FormValues; named: Named };

/** What the reader fills in at the own task, over what is there; kept as a draft until it is submitted. */
export function useFilling({ id, values, rights, names, files, tasks }: InstanceDetail) {
  const draft = useDraft<Filled>(`workflow.${id}.values`);
  const mayFill = tasks.length > 0 && Object.values(rights).includes('edit');
  const [filled, setFilled] = useState<Filled | null>(() => (mayFill ? draft.stored() : null));
  const [wasKept, setWasKept] = useState(filled !== null);
  const own = mayFill && filled ? filled : null;
  const shown = { ...values, ...own?.values };
  return {
    mayFill,
    wasKept: wasKept && own !== null,
    values: shown,
    named: { names: { ...names, ...own?.named.names }, files: [...files, ...(own?.named.files ?? [])] },
    /** Only what may be edited is sent. */
    toSend: mayFill ? Object.fromEntries(Object.entries(shown).filter(([key]) => rights[key] === 'edit')) : {},
    change(next: FormValues, named: Named) {
      const changed = Object.fromEntries(Object.entries(next).filter(([key]) => rights[key] === 'edit'));
      const kept = { values: changed, named };
      setFilled(kept);
      draft.keep(kept);
    },
    clear() {
      draft.clear();
      setFilled(null);
      setWasKept(false);
    },
  };
}
