import { Form } from 'antd';
import type { ReactNode } from 'react';
import type { Definitions } from '../../../../contract/fields.compute.ts';
import type { FieldCatalogue, OwnField } from '../../../../contract/fields.ts';
import { useT } from '../../lib/texts.ts';
import css from './own-fields.module.css';
import type { BuiltInValues, OwnInputs as Inputs } from './own-form.ts';
import { settleInputs } from './own-form.ts';
import { OwnInput } from './own-input.tsx';
import { OwnWord } from './own-word.tsx';
import { bySection } from './use-own-fields.ts';

type Form_ = BuiltInValues & { own?: Inputs };

type OwnInputsProps = {
  catalogue: Pick<FieldCatalogue, 'sections'> & { definitions: Definitions };
  /** Which of the fields that apply; all unless given. */
  only?: (field: OwnField) => boolean;
  /** A compulsory field that may stay empty: it was empty before, and nobody is kept from saving by it. */
  mayStayEmpty?: (field: OwnField) => boolean;
  notes?: Partial<Record<string, ReactNode>>;
  except?: string;
};

/** The own fields that apply to what stands in the form around, by section; formulas are computed while one types. */
export function OwnInputs({ catalogue, only = () => true, mayStayEmpty, notes, except }: OwnInputsProps) {
  const t = useT();
  const form = Form.useFormInstance<Form_>();
  const values: Form_ = Form.useWatch((all: Form_) => all, { form, preserve: true }) ?? {};
  const { own, visible } = settleInputs(catalogue.definitions, values.own ?? {}, values);
  const shown = catalogue.definitions.fields.filter((field) => visible.has(field.id) && !field.retired && only(field));
  return bySection(catalogue, shown).map(({ id, name, fields }) => (
    <fieldset key={id ?? 'none'} className={css.section}>
      {name ? <legend className={css.legend}>{name}</legend> : null}
      {fields.map((field) =>
        field.type === 'formula' ? (
          <div key={field.id} className={css.computed}>
            <span className={css.label}>{field.label}</span>
            <span>
              {own[field.id] === undefined ? null : <OwnWord field={field} value={own[field.id]} />}{' '}
              <span className={css.help}>{t('fields.form.computed')}</span>
            </span>
            {field.help ? <span className={css.help}>{field.help}</span> : null}
          </div>
        ) : (
          <OwnItem key={field.id} field={field} free={mayStayEmpty?.(field)} note={notes?.[field.id]} except={except} />
        ),
      )}
    </fieldset>
  ));
}

type OwnItemProps = { field: OwnField; free?: boolean; note?: ReactNode; except?: string };

const money = /^-?\d{1,13}(\.\d{1,2})?$/;

function OwnItem({ field, free, note, except }: OwnItemProps) {
  const t = useT();
  const refuse = (holds: boolean, text: string) => (holds ? Promise.resolve() : Promise.reject(new Error(text)));
  return (
    <Form.Item
      name={['own', field.id]}
      label={field.label}
      required={field.compulsory}
      extra={note ?? field.help}
      rules={[
        {
          validator: (_rule, value: unknown) => {
            const empty =
              value === undefined || value === null || value === '' || (Array.isArray(value) && !value.length);
            return refuse(!empty || !field.compulsory || Boolean(free), t('errors.fields.required'));
          },
        },
        {
          validator: (_rule, value: unknown) =>
            refuse(
              field.type !== 'money' || !value || money.test(String(value).trim()),
              t('customers.form.moneyWrong'),
            ),
        },
        ...(field.type === 'text' ? [{ max: 2000, message: t('errors.fields.tooLong', { max: 2000 }) }] : []),
      ]}
    >
      <OwnInput field={field} except={except} />
    </Form.Item>
  );
}
