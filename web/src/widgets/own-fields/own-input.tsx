import { DatePicker, Input, InputNumber, Select } from 'antd';
import dayjs from 'dayjs';
import type { PersonRef } from '../../../../contract/base.ts';
import type { OwnField } from '../../../../contract/fields.ts';
import { useT } from '../../lib/texts.ts';
import { useClear } from '../../ui/clear.tsx';
import type { CustomerRef } from '../customer-picker/customer-picker.tsx';
import { CustomerPicker } from '../customer-picker/customer-picker.tsx';
import { FileUpload } from '../file-upload/file-upload.tsx';
import { PersonPicker } from '../user-picker/person-picker.tsx';
import type { OwnInputValue } from './own-form.ts';

type OwnInputProps = {
  field: OwnField;
  /** Set by Form.Item. */
  id?: string;
  value?: OwnInputValue;
  onChange?: (value: OwnInputValue) => void;
  /** The customer that is written about, which cannot be named itself. */
  except?: string;
};

/** The control of an own field by its type; computed ones have none. */
export function OwnInput({ field, id, value = null, onChange, except }: OwnInputProps) {
  const shared = { id, 'aria-required': field.compulsory || undefined };
  switch (field.type) {
    case 'text':
      return (
        <Input.TextArea
          {...shared}
          autoSize={{ minRows: 1, maxRows: 8 }}
          value={typeof value === 'string' ? value : ''}
          onChange={(event) => onChange?.(event.target.value)}
        />
      );
    case 'money':
      return (
        <Input
          {...shared}
          inputMode="decimal"
          autoComplete="off"
          value={typeof value === 'string' ? value : ''}
          onChange={(event) => onChange?.(event.target.value.replaceAll(',', ''))}
        />
      );
    case 'number':
      return (
        <InputNumber
          {...shared}
          controls={false}
          style={{ width: '100%' }}
          value={typeof value === 'number' ? value : null}
          onChange={(next) => onChange?.(next)}
        />
      );
    case 'date':
      return (
        <DatePicker
          id={id}
          format="YYYY-MM-DD"
          style={{ width: '100%' }}
          value={typeof value === 'string' ? dayjs(value) : null}
          onChange={(next) => onChange?.(next ? next.format('YYYY-MM-DD') : null)}
        />
      );
    case 'person':
      return <PersonPicker id={id} value={value as PersonRef | null} onChange={(next) => onChange?.(next)} />;
    case 'customer':
      return (
        <CustomerPicker
          id={id}
          except={except}
          value={value as CustomerRef | null}
          onChange={(next) => onChange?.(next)}
        />
      );
    case 'attachment':
      return <FileUpload value={(value ?? []) as { id: string; name: string; size: number }[]} onChange={onChange} />;
    default:
      return <Choices field={field} id={id} value={value} onChange={onChange} />;
  }
}

function Choices({ field, id, value = null, onChange }: OwnInputProps) {
  const t = useT();
  const clear = useClear();
  const many = field.type === 'multiChoice';
  const chosen = new Set(Array.isArray(value) ? value : [value]);
  const options = field.choices
    .filter((choice) => !choice.retired || chosen.has(choice.id))
    .map((choice) => ({ value: choice.id, label: choice.label }));
  return (
    <Select
      id={id}
      allowClear={clear}
      mode={many ? 'multiple' : undefined}
      showSearch={{ optionFilterProp: 'label' }}
      placeholder={t('fields.form.choose')}
      options={options}
      value={value as string | string[] | null}
      onChange={(next: string | string[] | undefined) => onChange?.(next ?? null)}
    />
  );
}
