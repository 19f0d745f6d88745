import { Button } from 'antd';
import { useId } from 'react';
import type { FieldRight, FieldRights, FormField } from '../../../../../contract/workflows.forms.ts';
import { isFilledIn } from '../../../../../contract/workflows.values.ts';
import { useT } from '../../../lib/texts.ts';
import { useDesign } from '../design-context.ts';
import css from './design.module.css';

const rights = ['hidden', 'read', 'edit'] as const;

type RightsTableProps = {
  rights: FieldRights;
  /** What a field is here as long as nothing is said of it. */
  usual: FieldRight;
  onChange: (rights: Record<string, FieldRight>) => void;
};

/** What is computed or explained can be seen or not, but not filled in. */
const mayBe = (field: FormField, right: FieldRight) => right !== 'edit' || isFilledIn(field);

/** What each field is at a node: hidden, read or to be filled in. */
export function RightsTable({ rights: given, usual, onChange }: RightsTableProps) {
  const t = useT();
  const { form } = useDesign();
  if (form.fields.length === 0) return <p className={css.hint}>{t('workflowDesign.rights.none')}</p>;
  const setAll = (right: FieldRight) =>
    onChange(
      Object.fromEntries(form.fields.map((field) => [field.key, mayBe(field, right) ? right : ('read' as const)])),
    );
  return (
    <table className={css.rights}>
      <caption>{t('workflowDesign.rights.title')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('workflowDesign.rights.field')}</th>
          {rights.map((right) => (
            <th key={right} scope="col">
              <Button
                type="link"
                size="small"
                title={t('workflowDesign.rights.all', { right: t(`workflowDesign.rights.${right}`) })}
                onClick={() => setAll(right)}
              >
                {t(`workflowDesign.rights.${right}`)}
              </Button>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {form.fields.map((field) => (
          <FieldRow
            key={field.key}
            field={field}
            right={given[field.key] ?? usual}
            onChange={(right) => onChange({ ...given, [field.key]: right })}
          />
        ))}
      </tbody>
    </table>
  );
}

type FieldRowProps = { field: FormField; right: FieldRight; onChange: (right: FieldRight) => void };

function FieldRow({ field, right, onChange }: FieldRowProps) {
  const t = useT();
  const group = useId();
  const now = mayBe(field, right) ? right : 'read';
  return (
    <tr>
      <th scope="row">
        {field.label}
        {field.required ? <span className={css.required}> *</span> : null}
      </th>
      {rights.map((one) => (
        <td key={one}>
          <input
            type="radio"
            name={group}
            aria-label={t('workflowDesign.rights.one', {
              field: field.label,
              right: t(`workflowDesign.rights.${one}`),
            })}
            checked={now === one}
            disabled={!mayBe(field, one)}
            onChange={() => onChange(one)}
          />
        </td>
      ))}
    </tr>
  );
}
