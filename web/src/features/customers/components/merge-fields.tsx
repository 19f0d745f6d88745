import { Radio } from 'antd';
import type { ReactNode } from 'react';
import type { Customer } from '../../../../../contract/customers.ts';
import { isBlank } from '../../../../../contract/fields.rules.ts';
import type { MergeField } from '../../../../../contract/merges.ts';
import { mergeFields } from '../../../../../contract/merges.ts';
import type { TextKey } from '../../../../../contract/texts/index.ts';
import { useFormat } from '../../../lib/format.ts';
import { useT } from '../../../lib/texts.ts';
import { useLists } from '../../../widgets/lists/use-lists.ts';
import { OwnWord } from '../../../widgets/own-fields/own-word.tsx';
import { useOwnFields } from '../../../widgets/own-fields/use-own-fields.ts';
import css from './merge.module.css';

export type Difference = { field: string; label: string; own: ReactNode; other: ReactNode };

const labels: Record<MergeField, Extract<TextKey, `customers.fields.${string}`>> = {
  name: 'customers.fields.name',
  segmentId: 'customers.fields.segment',
  regionId: 'customers.fields.region',
  industryId: 'customers.fields.industry',
  levelId: 'customers.fields.level',
  parentId: 'customers.fields.parent',
  phone: 'customers.fields.phone',
  creditCode: 'customers.fields.creditCode',
  website: 'customers.fields.website',
  foundedYear: 'customers.fields.foundedYear',
  employees: 'customers.fields.employees',
  annualRevenue: 'customers.fields.annualRevenue',
  description: 'customers.fields.description',
  addresses: 'customers.fields.addresses',
  nextStep: 'customers.fields.nextStep',
};

function useWord(): (customer: Customer, field: MergeField) => string | null {
  const lists = useLists();
  const format = useFormat();
  return (customer, field) => {
    if (field === 'parentId') return customer.parent?.name ?? null;
    if (field === 'addresses') return customer.addresses.map(({ text }) => text).join('; ') || null;
    if (field === 'annualRevenue') return customer.annualRevenue ? format.money(customer.annualRevenue) : null;
    if (field === 'nextStep') {
      const on = customer.nextStepOn ? format.day(customer.nextStepOn) : '';
      return [customer.nextStep, on].filter(Boolean).join(' ') || null;
    }
    const value = customer[field];
    if (field.endsWith('Id')) return lists.nameOf(value === null ? null : String(value)) ?? null;
    return value === null ? null : String(value);
  };
}

/** Fields whose values differ, in words, those of the segment's own fields among them. */
export function useDifferences(own: Customer, other: Customer): Difference[] {
  const t = useT();
  const word = useWord();
  const catalogue = useOwnFields();
  const builtIn = mergeFields.map((field) => ({
    field,
    label: t(labels[field]),
    own: word(own, field),
    other: word(other, field),
  }));
  const ownFields = catalogue.fields
    .filter(({ id, type }) => type !== 'formula' && JSON.stringify(own.own[id]) !== JSON.stringify(other.own[id]))
    .map((field) => {
      const side = (customer: Customer) => {
        const value = customer.own[field.id];
        return isBlank(value) ? null : <OwnWord field={field} value={value} refs={customer.ownRefs} />;
      };
      return { field: `own.${field.id}`, label: field.label, own: side(own), other: side(other) };
    });
  return [...builtIn.filter((one) => one.own !== one.other), ...ownFields];
}

type MergeFieldsProps = {
  own: Customer;
  other: Customer;
  differences: Difference[];
  taken: string[];
  onChange: (taken: string[]) => void;
};

/** Side by side; of each field one side is chosen. */
export function MergeFields({ own, other, differences, taken, onChange }: MergeFieldsProps) {
  const t = useT();
  if (differences.length === 0) return <p>{t('merges.same')}</p>;
  const choose = (field: string, take: boolean) =>
    onChange(take ? [...taken, field] : taken.filter((one) => one !== field));
  return (
    <table className={css.table}>
      <thead>
        <tr>
          <th scope="col">
            <span className="sr-only">{t('merges.fields')}</span>
          </th>
          <th scope="col">{own.name}</th>
          <th scope="col">{other.name}</th>
        </tr>
      </thead>
      <tbody>
        {differences.map(({ field, label, own: mine, other: theirs }) => (
          <tr key={field}>
            <th scope="row">{label}</th>
            {[false, true].map((theirSide) => (
              <td key={String(theirSide)}>
                <Radio
                  name={field}
                  aria-label={`${label} ${theirSide ? other.name : own.name}`}
                  checked={taken.includes(field) === theirSide}
                  onChange={() => choose(field, theirSide)}
                >
                  {(theirSide ? theirs : mine) ?? t('customers.archive.noValue')}
                </Radio>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
