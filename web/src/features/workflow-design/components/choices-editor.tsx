import { ArrowUpOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { useState } from 'react';
import type { PlainField } from '../../../../../contract/workflows.forms.ts';
import { useT } from '../../../lib/texts.ts';
import { Grouped } from '../../../ui/labelled.tsx';
import { freshId } from '../fresh.ts';
import css from './form.module.css';

type Choice = NonNullable<PlainField['choices']>[number];
type ChoicesEditorProps = { choices: readonly Choice[]; onChange: (choices: Choice[], part?: string) => void };

const most = 100;

/** The choices of a field in their order; Enter adds another. */
export function ChoicesEditor({ choices, onChange }: ChoicesEditorProps) {
  const t = useT();
  const [added, setAdded] = useState<string | null>(null);
  const add = (after: number) => {
    if (choices.length >= most) return;
    const key = freshId('c');
    setAdded(key);
    onChange(choices.toSpliced(after + 1, 0, { key, label: '' }));
  };
  return (
    <Grouped label={t('workflowDesign.form.choices')}>
      <ul className={css.choices}>
        {choices.map(({ key, label }, index) => (
          <li key={key} className={css.choice}>
            <Input
              autoFocus={key === added}
              maxLength={80}
              autoComplete="off"
              aria-label={t('workflowDesign.form.choiceName', { place: index + 1 })}
              status={label.trim() === '' ? 'error' : ''}
              value={label}
              onChange={(event) => onChange(choices.with(index, { key, label: event.target.value }), `choice ${key}`)}
              onPressEnter={(event) => {
                event.preventDefault();
                add(index);
              }}
            />
            <Button
              size="small"
              type="text"
              icon={<ArrowUpOutlined />}
              disabled={index === 0}
              aria-label={t('workflowDesign.form.choiceUp', { name: label })}
              onClick={() => onChange(choices.toSpliced(index, 1).toSpliced(index - 1, 0, { key, label }))}
            />
            <Button
              size="small"
              type="text"
              icon={<DeleteOutlined />}
              aria-label={t('workflowDesign.form.choiceRemove', { name: label })}
              onClick={() => onChange(choices.toSpliced(index, 1))}
            />
          </li>
        ))}
      </ul>
      <Button
        size="small"
        type="dashed"
        icon={<PlusOutlined aria-hidden />}
        disabled={choices.length >= most}
        onClick={() => add(choices.length - 1)}
      >
        {t('workflowDesign.form.addChoice')}
      </Button>
    </Grouped>
  );
}
