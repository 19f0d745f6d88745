import { useMemo } from 'react';
import type { FieldError } from '../../../../contract/errors.ts';
import { isBlank } from '../../../../contract/fields.rules.ts';
import { computeForm, rightOf } from '../../../../contract/workflows.compute.ts';
import type { FieldRights, Form, FormField, FormValues, PlainField } from '../../../../contract/workflows.forms.ts';
import { isFilledIn } from '../../../../contract/workflows.values.ts';
import { useFieldText } from '../../lib/errors.ts';
import { useT } from '../../lib/texts.ts';
import { Grouped, Labelled } from '../../ui/labelled.tsx';
import { FormInput } from './form-input.tsx';
import { FormTable, Required } from './form-table.tsx';
import { FormWord } from './form-word.tsx';
import type { Named } from './named.ts';
import css from './workflow-form.module.css';

type WorkflowFormProps = {
  form: Form;
  rights: FieldRights;
  values: FormValues;
  named: Named;
  /** What the server refused, or `checkValues` found here. */
  errors?: readonly FieldError[] | undefined;
  /** Gets all values, an emptied one as null, and what their ids stand for; absent where the form is only read. */
  onChange?: ((values: FormValues, named: Named) => void) | undefined;
};

/** A form of a workflow: what may be edited as fields, what may be read as facts, the rest not at all. */
export function WorkflowForm({ form, rights, values, named, errors = [], onChange }: WorkflowFormProps) {
  const fieldText = useFieldText();
  const shown = useMemo(() => {
    const seen = form.fields.filter((field) => rightOf(rights, field.key) !== 'hidden');
    const computed = computeForm({ ...form, fields: seen }, values);
    // What is only read and holds nothing is for other nodes, or was left empty.
    const fields = seen.filter(
      ({ key, type }) => rightOf(rights, key) === 'edit' || type === 'explanation' || !isBlank(computed[key]),
    );
    return { fields, computed };
  }, [form, rights, values]);
  const errorAt = (path: string) => {
    const found = errors.find((error) => error.path.replace(/^values\./, '') === path);
    return found && fieldText(found.code, found.params);
  };
  const isEdited = (field: FormField) =>
    Boolean(onChange) && isFilledIn(field) && rightOf(rights, field.key) === 'edit';
  const set = (key: string) => (value: unknown, names: Named) => onChange?.({ ...values, [key]: value }, names);
  return (
    <div className={css.form}>
      {blocksOf(shown.fields, isEdited).map((block) => {
        if ('facts' in block)
          return (
            <Facts
              key={block.facts[0]?.key}
              {...block}
              values={shown.computed}
              named={named}
              isWritten={Boolean(onChange)}
            />
          );
        const { field } = block;
        const shared = { value: shown.computed[field.key], named, error: errorAt(field.key) };
        if (field.type === 'table')
          return (
            <Grouped key={field.key} label={<Name field={field} required={isEdited(field)} />} error={shared.error}>
              <FormTable
                field={field}
                value={shared.value}
                named={named}
                errorAt={errorAt}
                onChange={isEdited(field) ? set(field.key) : undefined}
              />
              <Help field={field} />
            </Grouped>
          );
        return field.type === 'explanation' ? (
          <p key={field.key} className={css.explanation}>
            {field.text}
          </p>
        ) : (
          <Edited key={field.key} {...shared} field={field} onChange={set(field.key)} />
        );
      })}
    </div>
  );
}

type Block = { facts: PlainField[] } | { field: FormField };

/** Fields in their order; those only read that follow each other are one list. */
function blocksOf(fields: readonly FormField[], isEdited: (field: FormField) => boolean): Block[] {
  const blocks: Block[] = [];
  for (const field of fields) {
    const last = blocks.at(-1);
    if (isEdited(field) || field.type === 'table' || field.type === 'explanation') blocks.push({ field });
    else if (last && 'facts' in last) last.facts.push(field);
    else blocks.push({ facts: [field] });
  }
  return blocks;
}

type FactsProps = { facts: PlainField[]; values: FormValues; named: Named; isWritten: boolean };

function Facts({ facts, values, named, isWritten }: FactsProps) {
  const t = useT();
  return (
    <dl className={css.facts}>
      {facts.map((field) => (
        <div key={field.key}>
          <dt>{field.label}</dt>
          <dd>
            <FormWord field={field} value={values[field.key]} named={named} />
            {isWritten && field.type === 'formula' ? <span className={css.quiet}> {t('forms.computed')}</span> : null}
          </dd>
        </div>
      ))}
    </dl>
  );
}

type EditedProps = {
  field: PlainField;
  value: unknown;
  named: Named;
  error: string | undefined;
  onChange: (value: unknown, named: Named) => void;
};

function Edited({ field, error, ...rest }: EditedProps) {
  const label = <Name field={field} required />;
  if (field.type === 'attachment')
    return (
      <Grouped label={label} error={error}>
        <FormInput field={field} {...rest} />
        <Help field={field} />
      </Grouped>
    );
  return (
    <Labelled label={label} error={error}>
      {(ids) => (
        <>
          <FormInput field={field} {...rest} {...ids} />
          <Help field={field} />
        </>
      )}
    </Labelled>
  );
}

function Name({ field, required }: { field: FormField; required: boolean }) {
  return (
    <>
      {field.label}
      {required && field.required ? <Required /> : null}
    </>
  );
}

function Help({ field }: { field: FormField }) {
  return field.help ? <p className={css.quiet}>{field.help}</p> : null;
}
