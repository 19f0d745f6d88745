import { DatePicker, Input, Select } from 'antd';
import dayjs from 'dayjs';
import type { FormField } from '../../../../../contract/workflows.forms.ts';
import { useT } from '../../../lib/texts.ts';
import { PersonPicker } from '../../../widgets/user-picker/person-picker.tsx';
import { AmountInput } from '../../../widgets/workflow-form/amount-input.tsx';
import type { Leaf } from '../conditions.ts';
import { useDesign } from '../design-context.ts';

type Valued = Extract<Leaf, { value: unknown }>;
type Value = Valued['value'];
type ComparedValueProps = { leaf: Valued; field: FormField | undefined; onChange: (leaf: Leaf) => void };

const listed = (value: Value): string[] => (Array.isArray(value) ? value : value === '' ? [] : [value]).map(String);
const format = 'YYYY-MM-DD';

/** What a field is compared with, by the type of the field. */
export function ComparedValue({ leaf, field, onChange }: ComparedValueProps) {
  const t = useT();
  const label = t('workflowDesign.condition.value');
  const text = Array.isArray(leaf.value) ? '' : String(leaf.value);
  const set = (value: Value) => onChange({ ...leaf, value } as Leaf);
  const setListed = (values: string[]) => set(Array.isArray(leaf.value) ? values : (values[0] ?? ''));
  switch (field?.type) {
    case 'choice':
    case 'multiChoice':
      return (
        <Select
          aria-label={label}
          mode="multiple"
          style={{ width: '100%' }}
          placeholder={t('forms.choose')}
          value={listed(leaf.value)}
          options={(field.choices ?? []).map(({ key, label: name }) => ({ value: key, label: name }))}
          onChange={(keys: string[]) => setListed(Array.isArray(leaf.value) ? keys : keys.slice(-1))}
        />
      );
    case 'person':
      return <NamedValue leaf={leaf} label={label} onChange={setListed} />;
    case 'date':
      return (
        <DatePicker
          aria-label={label}
          format={format}
          style={{ width: '100%' }}
          value={text ? dayjs(text) : null}
          onChange={(day) => set(day ? day.format(format) : '')}
        />
      );
    case 'number':
    case 'formula':
      return <Amount label={label} value={text} onChange={(next) => set(next === '' ? '' : Number(next))} />;
    case 'money':
      return <Amount label={label} value={text} onChange={set} />;
    default:
      return (
        <Input
          aria-label={label}
          maxLength={200}
          autoComplete="off"
          value={text}
          onChange={(event) => set(event.target.value)}
        />
      );
  }
}

type AmountProps = { label: string; value: string; onChange: (value: string) => void };

function Amount({ label, value, onChange }: AmountProps) {
  return <AmountInput aria-label={label} value={value || null} onChange={(next) => onChange(next ?? '')} />;
}

type NamedProps = { leaf: Valued; label: string; onChange: (ids: string[]) => void };

function NamedValue({ leaf, label, onChange }: NamedProps) {
  const { words, learn } = useDesign();
  return (
    <PersonPicker
      aria-label={label}
      multiple
      value={listed(leaf.value).map((id) => ({ id, name: words.nameOf(id) ?? '…', post: null }))}
      onChange={(people) => {
        learn(people);
        onChange(people.map(({ id }) => id));
      }}
    />
  );
}
