import type { InputRef } from 'antd';
import { Input, Select } from 'antd';
import { useMemo, useRef, useState } from 'react';
import type { PlainField } from '../../../../../contract/workflows.forms.ts';
import { placeInShown, toShown, toStored } from '../../../lib/formula-text.ts';
import { useT } from '../../../lib/texts.ts';
import { Labelled } from '../../../ui/labelled.tsx';
import { useDesign } from '../design-context.ts';
import { formulaNames, formulaProblem } from '../formula-names.ts';
import css from './form.module.css';

type FormulaInputProps = { field: PlainField; tableKey: string | undefined; onChange: (formula: string) => void };

/** A formula written with the labels of fields, checked while it is written. */
export function FormulaInput({ field, tableKey, onChange }: FormulaInputProps) {
  const t = useT();
  const { form } = useDesign();
  const box = useRef<InputRef & HTMLTextAreaElement>(null);
  const names = useMemo(
    () =>
      formulaNames(form.fields, field, tableKey, {
        from: (name) => t('workflowDesign.form.rangeFrom', { name }),
        until: (name) => t('workflowDesign.form.rangeUntil', { name }),
        sum: (table, column) => t('workflowDesign.form.formulaSum', { table, column }),
      }),
    [form.fields, field, tableKey, t],
  );
  // What is typed stays as it is typed; a bracket that is still open is no field yet.
  const [typed, setTyped] = useState(() => toShown(field.formula ?? '', names));
  const shown = toStored(typed, names) === field.formula ? typed : toShown(field.formula ?? '', names);
  const write = (next: string) => {
    setTyped(next);
    onChange(toStored(next, names));
  };
  const problem = formulaProblem(field.formula ?? '', names);
  const error =
    problem &&
    ('unknown' in problem
      ? t('workflowDesign.form.formulaGone', { name: problem.unknown })
      : t(`errors.fields.${problem.code}`, { at: placeInShown(shown, names, problem.at) }));
  return (
    <Labelled label={t('workflowDesign.form.formula')} error={error ?? undefined}>
      {(ids) => (
        <div className={css.stack}>
          <Input.TextArea
            {...ids}
            ref={box}
            autoSize={{ minRows: 2, maxRows: 6 }}
            maxLength={500}
            spellCheck={false}
            value={shown}
            onChange={(event) => write(event.target.value)}
          />
          <Select
            aria-label={t('workflowDesign.form.formulaInsert')}
            style={{ width: '100%' }}
            placeholder={t('workflowDesign.form.formulaInsert')}
            showSearch={{ optionFilterProp: 'label' }}
            value={null}
            options={[...names].map(([value, label]) => ({ value, label }))}
            onSelect={(key: string | null) => {
              write(`${shown}[${names.get(key ?? '') ?? ''}]`);
              box.current?.focus();
            }}
          />
          <p className={css.hint}>{t('workflowDesign.form.formulaHint')}</p>
        </div>
      )}
    </Labelled>
  );
}
