import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { Assignee } from '../../../../../contract/workflows.definition.ts';
import { useT } from '../../../lib/texts.ts';
import { ConditionEditor } from './condition-editor.tsx';
import css from './design.module.css';

type Cases = Extract<Assignee, { by: 'cases' }>;
type CasesEditorProps = {
  value: Cases;
  onChange: (assignee: Assignee) => void;
  /** Edits the rule of one case. */
  rule: (value: Assignee, onChange: (assignee: Assignee) => void) => ReactNode;
};

const most = 20;

/** Somebody else by condition: the first case that holds counts. */
export function CasesEditor({ value, onChange, rule }: CasesEditorProps) {
  const t = useT();
  const { cases } = value;
  const set = (index: number, next: Partial<Cases['cases'][number]>) =>
    onChange({ ...value, cases: cases.map((one, at) => (at === index ? { ...one, ...next } : one)) });
  return (
    <>
      {cases.map((one, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: cases are told apart by their place alone
        <fieldset key={index} className={css.case}>
          <legend>{t('workflowDesign.who.case', { place: index + 1 })}</legend>
          {cases.length > 1 ? (
            <Button
              type="text"
              size="small"
              className={css.caseRemove}
              icon={<DeleteOutlined />}
              aria-label={t('workflowDesign.who.removeCase', { place: index + 1 })}
              onClick={() => onChange({ ...value, cases: cases.toSpliced(index, 1) })}
            />
          ) : null}
          <ConditionEditor value={one.when} onChange={(when) => set(index, { when })} />
          {rule(one.assignee, (assignee) => set(index, { assignee }))}
        </fieldset>
      ))}
      {cases.length < most ? (
        <Button
          size="small"
          type="dashed"
          icon={<PlusOutlined aria-hidden />}
          onClick={() =>
            onChange({ ...value, cases: [...cases, { when: { all: [] }, assignee: { by: 'supervisor', levels: 1 } }] })
          }
        >
          {t('workflowDesign.who.addCase')}
        </Button>
      ) : null}
      <fieldset className={css.case}>
        <legend>{t('workflowDesign.who.otherwise')}</legend>
        {rule(value.otherwise, (otherwise) => onChange({ ...value, otherwise }))}
      </fieldset>
    </>
  );
}
