import { Form, Input, Select } from 'antd';
import { useMemo } from 'react';
import { formulaTypeOf } from '../../../../../contract/fields.compute.ts';
import { FormulaFault, parseFormula, typeOfFormula } from '../../../../../contract/fields.formula.ts';
import { formulaInputs } from '../../../../../contract/fields.rules.ts';
import type { FieldCatalogue, OwnField } from '../../../../../contract/fields.ts';
import type { Names } from '../../../lib/formula-text.ts';
import { nameAt, placeInShown, toStored } from '../../../lib/formula-text.ts';
import { nearestName } from '../../../lib/nearest.ts';
import type { T } from '../../../lib/texts.ts';
import { useT } from '../../../lib/texts.ts';
import type { FieldValues } from '../field-values.ts';

/** What can stand in a formula of this field: labels by key. */
export function useNames(catalogue: FieldCatalogue, field: OwnField | null): Names {
  const t = useT();
  return useMemo(() => {
    const builtIn = formulaInputs.map((key): [string, string] => [key, t(`customers.fields.${key}`)]);
    const own = catalogue.fields
      .filter(({ id, key }) => id !== field?.id && formulaTypeOf(key, catalogue.fields) !== null)
      .map(({ key, label }): [string, string] => [key, label]);
    return new Map([...own, ...builtIn]);
  }, [catalogue, field, t]);
}

function faultOf(shown: string, names: Names, fields: readonly OwnField[]): FormulaFault | null {
  try {
    const type = typeOfFormula(parseFormula(toStored(shown, names)), (key) => formulaTypeOf(key, fields));
    return type === 'number' ? null : new FormulaFault('formulaType', 1);
  } catch (error) {
    if (!(error instanceof FormulaFault)) throw error;
    return new FormulaFault(error.code, placeInShown(shown, names, error.at));
  }
}

/** Says what is wrong; a field that there is not by its name, with the one that was probably meant. */
function wordsOf(t: T, fault: FormulaFault, shown: string, names: Names, fields: readonly OwnField[]): string {
  const general = t(`errors.fields.${fault.code}`, { at: fault.at });
  const wrong = fault.code === 'formulaType' ? null : nameAt(shown, fault.at);
  if (wrong === null) return general;
  const { name, bare } = wrong;
  const nearest = nearestName(name, [...names.values()]);
  if (bare) return nearest ? t('fields.edit.formulaBare', { name, nearest }) : general;
  // One that there is cannot be computed with, which is another fault.
  if (fields.some(({ label }) => label.toLowerCase() === name.toLowerCase())) return general;
  return nearest ? t('fields.edit.formulaMeant', { name, nearest }) : t('fields.edit.formulaUnknown', { name });
}

type FormulaEditorProps = { catalogue: FieldCatalogue; field: OwnField | null; onChange: () => void };

/** A formula, checked while it is written. */
export function FormulaEditor({ catalogue, field, onChange }: FormulaEditorProps) {
  const t = useT();
  const form = Form.useFormInstance<FieldValues>();
  const names = useNames(catalogue, field);
  const insert = (label: string) => {
    form.setFieldValue('formula', `${form.getFieldValue('formula') ?? ''}[${label}]`);
    onChange();
    form.focusField('formula');
  };
  return (
    <>
      <Form.Item
        name="formula"
        label={t('fields.edit.formula')}
        extra={t('fields.edit.formulaHint')}
        rules={[
          { required: true, whitespace: true, message: t('errors.fields.required') },
          {
            validator: (_rule, shown: string | undefined) => {
              const fault = shown?.trim() ? faultOf(shown, names, catalogue.fields) : null;
              if (!fault) return Promise.resolve();
              return Promise.reject(new Error(wordsOf(t, fault, shown ?? '', names, catalogue.fields)));
            },
          },
        ]}
      >
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={1000} spellCheck={false} />
      </Form.Item>
      <Form.Item>
        <Select
          value={null}
          aria-label={t('fields.edit.insert')}
          placeholder={t('fields.edit.insert')}
          options={[...names].map(([key, label]) => ({ value: key, label }))}
          showSearch={{ optionFilterProp: 'label' }}
          onSelect={(key: string | null) => insert(names.get(key ?? '') ?? '')}
        />
      </Form.Item>
    </>
  );
}
