import { DatePicker, Input, Select } from 'antd';
import dayjs from 'dayjs';
import type { PlainField } from '../../../../contract/workflows.forms.ts';
import { longest } from '../../../../contract/workflows.values.ts';
import { useT } from '../../lib/texts.ts';
import { CustomerPicker } from '../customer-picker/customer-picker.tsx';
import { DepartmentSelect } from '../departments/department-select.tsx';
import { FileUpload } from '../file-upload/file-upload.tsx';
import { PersonPicker } from '../user-picker/person-picker.tsx';
import { AmountInput } from './amount-input.tsx';
import type { Named } from './named.ts';
import { filesOf, refOf, withFiles, withName } from './named.ts';

export type FormInputProps = {
  field: PlainField;
  value: unknown;
  named: Named;
  onChange: (value: unknown, named: Named) => void;
  id?: string;
  'aria-label'?: string;
  'aria-describedby'?: string | undefined;
  'aria-invalid'?: true | undefined;
};

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The control of a field of a form by its type. */
export function FormInput(props: FormInputProps) {
  switch (props.field.type) {
    case 'text':
    case 'longText':
      return <TextInput {...props} />;
    case 'number':
    case 'money':
      return <QuantityInput {...props} />;
    case 'date':
    case 'dateRange':
      return <DayInput {...props} />;
    case 'choice':
    case 'multiChoice':
      return <ChoiceInput {...props} />;
    default:
      return <NamedInput {...props} />;
  }
}

function TextInput({ field, value, named, onChange, ...rest }: FormInputProps) {
  const shared = {
    ...rest,
    'aria-required': field.required || undefined,
    status: rest['aria-invalid'] && ('error' as const),
    value: text(value),
  };
  if (field.type === 'text')
    return (
      <Input
        {...shared}
        maxLength={field.max ?? longest.text}
        autoComplete="off"
        onChange={(event) => onChange(event.target.value, named)}
      />
    );
  return (
    <Input.TextArea
      {...shared}
      maxLength={field.max ?? longest.longText}
      autoSize={{ minRows: 2, maxRows: 12 }}
      onChange={(event) => onChange(event.target.value, named)}
    />
  );
}

function QuantityInput({ field, value, named, onChange, ...rest }: FormInputProps) {
  const shared = { ...rest, 'aria-required': field.required || undefined };
  if (field.type === 'money')
    return (
      <AmountInput {...shared} decimals={2} value={text(value) || null} onChange={(next) => onChange(next, named)} />
    );
  return (
    <AmountInput
      {...shared}
      value={typeof value === 'number' ? String(value) : null}
      onChange={(next) => onChange(next ? Number(next) : null, named)}
    />
  );
}

const dayFormat = 'YYYY-MM-DD';

function DayInput({ field, value, named, onChange, id, ...rest }: FormInputProps) {
  const t = useT();
  const style = { width: '100%' };
  if (field.type === 'date')
    return (
      <DatePicker
        {...rest}
        id={id}
        format={dayFormat}
        style={style}
        value={text(value) ? dayjs(text(value)) : null}
        onChange={(next) => onChange(next ? next.format(dayFormat) : null, named)}
      />
    );
  const [from, until] = Array.isArray(value) ? value.map((day) => dayjs(text(day))) : [];
  return (
    <DatePicker.RangePicker
      {...rest}
      id={{ start: id }}
      format={dayFormat}
      style={style}
      placeholder={[t('forms.from'), t('forms.until')]}
      value={from && until ? [from, until] : null}
      onChange={(days) => {
        const [first, last] = days ?? [];
        onChange(first && last ? [first.format(dayFormat), last.format(dayFormat)] : null, named);
      }}
    />
  );
}

function ChoiceInput({ field, value, named, onChange, ...rest }: FormInputProps) {
  const t = useT();
  const isMany = field.type === 'multiChoice';
  const chosen = isMany ? (Array.isArray(value) ? value : []) : text(value) || null;
  return (
    <Select
      {...rest}
      allowClear
      mode={isMany ? 'multiple' : undefined}
      showSearch={{ optionFilterProp: 'label' }}
      placeholder={t('forms.choose')}
      options={(field.choices ?? []).map(({ key, label }) => ({ value: key, label }))}
      value={chosen}
      onChange={(next: unknown) => onChange(next ?? null, named)}
      style={{ width: '100%' }}
    />
  );
}

/** People, departments, customers and files: the values hold their ids, and what they are called stands beside. */
function NamedInput({ field, value, named, onChange, id, 'aria-label': label }: FormInputProps) {
  const t = useT();
  const ref = refOf(named, value);
  if (field.type === 'attachment')
    return (
      <FileUpload
        value={filesOf(named, value)}
        onChange={(files) => {
          const ids = files.map((file) => file.id);
          onChange(ids, withFiles(named, files));
        }}
      />
    );
  const shared = { ...(id ? { id } : {}), ...(label ? { 'aria-label': label } : {}) };
  if (field.type === 'department')
    return (
      <DepartmentSelect
        {...shared}
        placeholder={t('forms.choose')}
        value={text(value) || null}
        onChange={(next, department) => onChange(next, withName(named, department))}
      />
    );
  if (field.type === 'customer')
    return (
      <CustomerPicker
        {...shared}
        // One that the reader may not see stays until another is chosen.
        {...(value && !ref ? { placeholder: t('forms.unseen') } : {})}
        value={ref}
        onChange={(customer) => onChange(customer?.id ?? null, withName(named, customer))}
      />
    );
  return (
    <PersonPicker
      {...shared}
      value={ref && { ...ref, post: null }}
      onChange={(person) => onChange(person?.id ?? null, withName(named, person))}
    />
  );
}
