import { Checkbox, Input, InputNumber } from 'antd';
import type { FormField, FormFieldType, PlainField } from '../../../../../contract/workflows.forms.ts';
import { formFieldTypes } from '../../../../../contract/workflows.forms.ts';
import { isFilledIn, longest } from '../../../../../contract/workflows.values.ts';
import { useT } from '../../../lib/texts.ts';
import { Labelled } from '../../../ui/labelled.tsx';
import { LabelledSelect } from '../../../ui/labelled-select.tsx';
import { hasBounds, hasChoices, hasLength, retyped } from '../form-edits.ts';
import { ChoicesEditor } from './choices-editor.tsx';
import css from './form.module.css';
import { FormulaInput } from './formula-input.tsx';

type PlainProps<F extends PlainField = PlainField> = {
  field: F;
  onChange: (field: F, part?: string) => void;
  types?: readonly FormFieldType[];
  /** The table whose column it is. */
  tableKey?: string;
};

/** What a field of any type but a table wants to know. */
export function PlainSettings<F extends PlainField>({
  field,
  onChange,
  types = formFieldTypes,
  tableKey,
}: PlainProps<F>) {
  const t = useT();
  const choice = (place: number) => t('workflowDesign.form.choice', { place });
  return (
    <>
      <LabelInput value={field.label} onChange={(label) => onChange({ ...field, label }, 'label')} />
      <LabelledSelect
        label={t('workflowDesign.form.type')}
        value={field.type}
        options={types.map((value) => ({ value, label: t(`workflowDesign.form.types.${value}`) }))}
        onChange={(type: FormFieldType) => onChange(retyped(field, type, choice))}
      />
      {isFilledIn(field) ? (
        <RequiredInput value={field.required} onChange={(required) => onChange({ ...field, required })} />
      ) : null}
      {hasChoices(field.type) ? (
        <ChoicesEditor
          choices={field.choices ?? []}
          onChange={(choices, part) => onChange({ ...field, choices }, part)}
        />
      ) : null}
      {hasBounds(field.type) || hasLength(field.type) ? <Bounds field={field} onChange={onChange} /> : null}
      {field.type === 'formula' ? (
        <>
          <FormulaInput
            field={field}
            tableKey={tableKey}
            onChange={(formula) => onChange({ ...field, formula }, 'formula')}
          />
          <Checkbox
            checked={field.money === true}
            onChange={(event) => onChange({ ...field, money: event.target.checked })}
          >
            {t('workflowDesign.form.formulaMoney')}
          </Checkbox>
        </>
      ) : null}
      {field.type === 'explanation' ? (
        <Labelled label={t('workflowDesign.form.text')}>
          {(ids) => (
            <Input.TextArea
              {...ids}
              maxLength={2000}
              autoSize={{ minRows: 3, maxRows: 12 }}
              value={field.text ?? ''}
              onChange={(event) => onChange({ ...field, text: event.target.value }, 'text')}
            />
          )}
        </Labelled>
      ) : (
        <HelpInput field={field} onChange={onChange} />
      )}
    </>
  );
}

export function LabelInput({ value, onChange }: { value: string; onChange: (label: string) => void }) {
  const t = useT();
  return (
    <Labelled
      label={t('workflowDesign.form.label')}
      error={value.trim() === '' ? t('workflowDesign.faults.blanks.label') : undefined}
    >
      {(ids) => (
        <Input
          {...ids}
          maxLength={80}
          autoComplete="off"
          value={value}
          onFocus={(event) => event.target.select()}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Labelled>
  );
}

export function RequiredInput({ value, onChange }: { value: boolean; onChange: (required: boolean) => void }) {
  const t = useT();
  return (
    <Checkbox checked={value} onChange={(event) => onChange(event.target.checked)}>
      {t('workflowDesign.form.required')}
    </Checkbox>
  );
}

type HelpProps<F extends FormField> = { field: F; onChange: (field: F, part?: string) => void };

export function HelpInput<F extends FormField>({ field, onChange }: HelpProps<F>) {
  const t = useT();
  return (
    <Labelled label={t('workflowDesign.form.help')} extra={t('common.optional')}>
      {(ids) => (
        <Input
          {...ids}
          maxLength={300}
          autoComplete="off"
          value={field.help ?? ''}
          onChange={(event) => {
            const { help, ...rest } = field;
            onChange((event.target.value ? { ...field, help: event.target.value } : rest) as F, 'help');
          }}
        />
      )}
    </Labelled>
  );
}

function Bounds<F extends PlainField>({ field, onChange }: Pick<PlainProps<F>, 'field' | 'onChange'>) {
  const t = useT();
  const set = (name: 'min' | 'max', value: number | null) => {
    const { [name]: before, ...rest } = field;
    onChange((value === null ? rest : { ...field, [name]: value }) as F, name);
  };
  const input = (name: 'min' | 'max', label: string, most?: number) => (
    <Labelled label={label} extra={t('common.optional')}>
      {(ids) => (
        <InputNumber
          {...ids}
          style={{ width: '100%' }}
          {...(most !== undefined && { min: 1, max: most, precision: 0 })}
          value={field[name] ?? null}
          onChange={(value) => set(name, value)}
        />
      )}
    </Labelled>
  );
  if (field.type === 'text' || field.type === 'longText')
    return input('max', t('workflowDesign.form.maxLength'), longest[field.type]);
  return (
    <div className={css.two}>
      {input('min', t('workflowDesign.form.min'))}
      {input('max', t('workflowDesign.form.max'))}
    </div>
  );
}
