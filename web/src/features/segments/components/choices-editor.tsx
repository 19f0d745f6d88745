import { ArrowUpOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Form, Input } from 'antd';
import { useT } from '../../../lib/texts.ts';
import type { ChoiceValue, FieldValues } from '../field-values.ts';
import css from './segments.module.css';

/** The choices of a field, in their order. */
export function ChoicesEditor({ onChange }: { onChange: () => void }) {
  const t = useT();
  const form = Form.useFormInstance<FieldValues>();
  const choices: ChoiceValue[] = Form.useWatch('choices', form) ?? [];
  return (
    <Form.List
      name="choices"
      rules={[
        {
          validator: (_rule, list: ChoiceValue[] | undefined) =>
            list?.some((choice) => choice?.label?.trim() && !choice.retired)
              ? Promise.resolve()
              : Promise.reject(new Error(t('errors.fields.required'))),
        },
      ]}
    >
      {(rows, { add, remove, move }, { errors }) => (
        <fieldset className={css.group}>
          <legend className={css.legend}>{t('fields.edit.choices')}</legend>
          {rows.map((row, index) => {
            const name = choices[index]?.label ?? '';
            return (
              <div key={row.key} className={css.choice}>
                <Form.Item name={[row.name, 'label']} className={css.grow} style={{ marginBottom: 0 }}>
                  <Input
                    autoFocus={name === ''}
                    maxLength={80}
                    autoComplete="off"
                    aria-label={t('fields.edit.choiceName', { place: index + 1 })}
                    onPressEnter={(event) => {
                      if (event.ctrlKey || event.metaKey) return;
                      event.preventDefault();
                      add({ label: '' });
                    }}
                  />
                </Form.Item>
                <Button
                  type="text"
                  icon={<ArrowUpOutlined />}
                  disabled={index === 0}
                  aria-label={t('fields.edit.choiceUp', { name })}
                  onClick={() => {
                    move(index, index - 1);
                    onChange();
                  }}
                />
                <Retire index={index} onChange={onChange} />
                <Button
                  type="text"
                  icon={<DeleteOutlined />}
                  aria-label={t('fields.edit.removeChoice', { name })}
                  onClick={() => {
                    remove(row.name);
                    onChange();
                  }}
                />
              </div>
            );
          })}
          <Form.ErrorList errors={errors} />
          <Button type="dashed" size="small" icon={<PlusOutlined />} onClick={() => add({ label: '' })}>
            {t('fields.edit.addChoice')}
          </Button>
          <p className={css.muted}>{t('fields.edit.choicesHint')}</p>
        </fieldset>
      )}
    </Form.List>
  );
}

function Retire({ index, onChange }: { index: number; onChange: () => void }) {
  const t = useT();
  const form = Form.useFormInstance<FieldValues>();
  const choice: ChoiceValue | undefined = Form.useWatch(['choices', index], form);
  if (!choice?.id) return null;
  return (
    <Button
      type="text"
      onClick={() => {
        form.setFieldValue(['choices', index], { ...choice, retired: !choice.retired });
        onChange();
      }}
    >
      {choice.retired ? t('fields.edit.restoreChoice') : t('fields.edit.retireChoice')}
    </Button>
  );
}
