import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Checkbox, Input } from 'antd';
import type { Dispatch } from 'react';
import { useState } from 'react';
import type { PlanItemDetail } from '../../../../../contract/plans.ts';
import { api } from '../../../lib/client.ts';
import { useDebounced } from '../../../lib/debounce.ts';
import { places } from '../../../lib/places.ts';
import { useT } from '../../../lib/texts.ts';
import { StatusTag } from '../../../widgets/workflows/status-tag.tsx';
import css from './item-view.module.css';

type ProofWorkflowsProps = { item: PlanItemDetail; chosen: string[]; onChange: Dispatch<string[]> };

const rest = 300;
/** So many are offered without being asked for; the others are found by searching. */
const few = 4;

/** Own workflows to choose from as proof: those about the item's customer first. */
export function ProofWorkflows({ item, chosen, onChange }: ProofWorkflowsProps) {
  const t = useT();
  const [typed, setTyped] = useState('');
  const q = useDebounced(typed.trim(), rest);
  const { data } = useQuery(
    api.plans.proofWorkflows.queryOptions({
      input: { id: item.id, ...(q && { q }) },
      placeholderData: keepPreviousData,
    }),
  );
  const all = data?.items ?? [];
  const shown = q ? all : all.slice(0, few);
  return (
    <>
      {shown.map(({ id, title, status }) => (
        <Checkbox
          key={id}
          checked={chosen.includes(id)}
          onChange={({ target }) => onChange(target.checked ? [...chosen, id] : chosen.filter((one) => one !== id))}
        >
          {title} <StatusTag status={status} />
        </Checkbox>
      ))}
      <div className={css.line}>
        {all.length > few || typed ? (
          <Input
            size="small"
            className={css.find}
            aria-label={t('plans.findWorkflow')}
            placeholder={t('plans.findWorkflow')}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            allowClear
          />
        ) : null}
        <Link {...places.startWorkflow(undefined, item.customer?.id)}>{t('plans.startWorkflow')}</Link>
      </div>
    </>
  );
}
