import { Button, DatePicker } from 'antd';
import dayjs from 'dayjs';
import type { ReactNode } from 'react';
import { useState } from 'react';
import type { PersonRef } from '../../../../../contract/base.ts';
import { instanceStatuses } from '../../../../../contract/workflows.ts';
import type { Outputs } from '../../../lib/client.ts';
import { useSearchParams } from '../../../lib/search-params.ts';
import { useT } from '../../../lib/texts.ts';
import type { CustomerRef } from '../../../widgets/customer-picker/customer-picker.tsx';
import { CustomerPicker } from '../../../widgets/customer-picker/customer-picker.tsx';
import { FilterSelect } from '../../../widgets/filters/filter-select.tsx';
import { FilterToggle } from '../../../widgets/filters/filter-toggle.tsx';
import bar from '../../../widgets/filters/filters.module.css';
import { SearchBox } from '../../../widgets/filters/search-box.tsx';
import { PersonPicker } from '../../../widgets/user-picker/person-picker.tsx';
import { useNodeName } from '../../../widgets/workflows/words.ts';
import css from './desk.module.css';

type Workflow = Outputs['workflowDesk']['load'];
const waits = [1, 3, 7, 14, 30];
const keys = ['q', 'status', 'customer', 'starter', 'approver', 'from', 'until', 'node', 'waiting', 'overdue'];

/** What narrows the instances; all of it stands in the address. */
export function DeskFilters({ workflow, extra }: { workflow: Workflow; extra: ReactNode }) {
  const t = useT();
  const nodeName = useNodeName();
  const [search, setSearch] = useSearchParams();
  const isNarrowed = keys.some((key) => search[key] !== undefined);
  const none = Object.fromEntries(keys.map((key) => [key, undefined]));
  return (
    <search className={bar.bar}>
      <SearchBox
        className={css.picker}
        label={t('workflowDesk.filters.search')}
        q={search.q}
        onChange={(q) => setSearch({ q })}
      />
      <FilterSelect
        label={t('workflows.status')}
        value={search.status}
        options={instanceStatuses.map((status) => ({ value: status, label: t(`workflows.statuses.${status}`) }))}
        onChange={(status) => setSearch({ status })}
      />
      <FilterSelect
        label={t('workflowDesk.filters.node')}
        value={search.node}
        options={workflow.nodes.map(({ nodeId, name }) => ({ value: nodeId, label: nodeName(name) }))}
        onChange={(node) => setSearch({ node })}
      />
      <FilterSelect
        label={t('workflowDesk.filters.waiting')}
        value={search.waiting}
        options={waits.map((days) => ({ value: String(days), label: t('workflowDesk.filters.days', { count: days }) }))}
        onChange={(waiting) => setSearch({ waiting })}
      />
      <FilterToggle
        label={t('workflowDesk.filters.overdue')}
        on={search.overdue === 'true'}
        onChange={(on) => setSearch({ overdue: on ? 'true' : undefined })}
      />
      <Who key={`s${search.starter}`} label={t('workflowDesk.filters.starter')} name="starter" />
      <Who key={`a${search.approver}`} label={t('workflowDesk.filters.approver')} name="approver" />
      <About key={`c${search.customer}`} />
      <DatePicker.RangePicker
        allowEmpty={[true, true]}
        placeholder={[t('workflowDesk.filters.from'), t('workflowDesk.filters.until')]}
        value={[search.from ? dayjs(search.from) : null, search.until ? dayjs(search.until) : null]}
        onChange={(days) =>
          setSearch({ from: days?.[0]?.format('YYYY-MM-DD'), until: days?.[1]?.format('YYYY-MM-DD') })
        }
      />
      {extra}
      {isNarrowed ? (
        <Button type="link" onClick={() => setSearch(none)}>
          {t('common.clearFilters')}
        </Button>
      ) : null}
    </search>
  );
}

/** Somebody by name. The address keeps the id; what they are called is known once they were chosen here. */
const chosenPeople = new Map<string, PersonRef>();

function Who({ label, name }: { label: string; name: 'starter' | 'approver' }) {
  const [search, setSearch] = useSearchParams();
  const id = search[name];
  return (
    <span className={css.picker}>
      <PersonPicker
        aria-label={label}
        placeholder={label}
        value={id ? (chosenPeople.get(id) ?? { id, name: '…', post: null }) : null}
        onChange={(person) => {
          if (person) chosenPeople.set(person.id, person);
          setSearch({ [name]: person?.id });
        }}
      />
    </span>
  );
}

function About() {
  const t = useT();
  const [search, setSearch] = useSearchParams();
  const [chosen, setChosen] = useState<CustomerRef | null>(null);
  const id = search.customer;
  return (
    <span className={css.picker}>
      <CustomerPicker
        aria-label={t('workflowDesk.filters.customer')}
        placeholder={t('workflowDesk.filters.customer')}
        value={id ? (chosen ?? { id, name: '…' }) : null}
        onChange={(customer) => {
          setChosen(customer);
          setSearch({ customer: customer?.id });
        }}
      />
    </span>
  );
}
