import { Checkbox, Select } from 'antd';
import type { PersonRef } from '../../../../../contract/base.ts';
import type { BulkChanges } from '../../../../../contract/bulk.ts';
import type { OwnValue } from '../../../../../contract/fields.ts';
import { useT } from '../../../lib/texts.ts';
import type { OwnInputValue } from '../../../widgets/own-fields/own-form.ts';
import { OwnInput } from '../../../widgets/own-fields/own-input.tsx';
import { PersonPicker } from '../../../widgets/user-picker/person-picker.tsx';
import type { FieldInfo } from '../use-list-fields.ts';

/** What a field is to hold: undefined until it is said, null to empty it. */
export type NewValue = OwnInputValue | undefined;

const builtIn = { segment: 'segmentId', region: 'regionId', industry: 'industryId', level: 'levelId' } as const;

/** Fields that can be set for many at once. */
export const isBulkField = ({ key, own }: FieldInfo): boolean =>
  own ? own.type !== 'formula' && own.type !== 'attachment' : key in builtIn || key === 'owner';

const idOf = (value: NewValue): OwnValue | null => {
  if (value === undefined || value === null) return null;
  if (Array.isArray(value)) return value.filter((one) => typeof one === 'string');
  return typeof value === 'object' ? value.id : value;
};

/** The changes as the server takes them; null as long as something is not said. */
export function changesOf(values: readonly { field: FieldInfo; value: NewValue }[]): BulkChanges | null {
  if (values.length === 0 || values.some(({ value }) => value === undefined || value === '')) return null;
  const changes: Record<string, OwnValue | null> = {};
  const own: Record<string, OwnValue | null> = {};
  for (const { field, value } of values) {
    if (field.own) own[field.own.id] = idOf(value);
    else if (field.key === 'owner') changes.ownerId = idOf(value);
    else changes[builtIn[field.key as keyof typeof builtIn]] = idOf(value);
  }
  return { ...changes, ...(Object.keys(own).length > 0 && { own }) } as BulkChanges;
}

type BulkValueProps = { field: FieldInfo; value: NewValue; onChange: (value: NewValue) => void };

/** The control for the new value of a field, with a way to empty it. */
export function BulkValue({ field, value, onChange }: BulkValueProps) {
  const t = useT();
  const label = t('lists.bulk.newValue');
  if (field.key === 'owner') {
    return (
      <PersonPicker
        subordinates
        self
        aria-label={label}
        value={(value ?? null) as PersonRef | null}
        onChange={(person) => onChange(person ?? undefined)}
      />
    );
  }
  return (
    <>
      {value === null ? null : field.own ? (
        <OwnInput field={field.own} value={value ?? null} onChange={(next) => onChange(next ?? undefined)} />
      ) : (
        <Select
          aria-label={label}
          style={{ width: '100%' }}
          placeholder={label}
          value={typeof value === 'string' ? value : null}
          showSearch={{ optionFilterProp: 'label' }}
          options={field.options}
          onChange={(chosen) => onChange(chosen)}
        />
      )}
      <Checkbox checked={value === null} onChange={(event) => onChange(event.target.checked ? null : undefined)}>
        {t('lists.bulk.clearValue')}
      </Checkbox>
    </>
  );
}
