import { CloseOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { FormField, TableField } from '../../../../../contract/workflows.forms.ts';
import { useT } from '../../../lib/texts.ts';
import { Card } from '../../../ui/card.tsx';
import { useDesign } from '../design-context.ts';
import { ColumnsEditor } from './columns-editor.tsx';
import css from './form.module.css';
import { HelpInput, LabelInput, PlainSettings, RequiredInput } from './plain-settings.tsx';

type FieldSettingsProps = { field: FormField; onClose: () => void };

/** Everything about one field; taken over at once. */
export function FieldSettings({ field, onClose }: FieldSettingsProps) {
  const t = useT();
  const { changeContent } = useDesign();
  const change = (next: FormField, part?: string) =>
    changeContent(
      (content) => ({
        ...content,
        form: { ...content.form, fields: content.form.fields.map((one) => (one.key === field.key ? next : one)) },
      }),
      part && `${field.key} ${part}`,
    );
  const close = (
    <Button
      size="small"
      type="text"
      icon={<CloseOutlined />}
      aria-label={t('workflowDesign.panel.close')}
      onClick={onClose}
    />
  );
  return (
    <Card title={t(`workflowDesign.form.types.${field.type}`)} extra={close}>
      <div className={css.settings}>
        {field.type === 'table' ? (
          <TableSettings field={field} onChange={change} />
        ) : (
          <PlainSettings field={field} onChange={change} />
        )}
        <p className={css.hint}>
          {t('workflowDesign.form.key')} <code>{field.key}</code>
        </p>
      </div>
    </Card>
  );
}

type TableProps = { field: TableField; onChange: (field: TableField, part?: string) => void };

function TableSettings({ field, onChange }: TableProps) {
  return (
    <>
      <LabelInput value={field.label} onChange={(label) => onChange({ ...field, label }, 'label')} />
      <RequiredInput value={field.required} onChange={(required) => onChange({ ...field, required })} />
      <HelpInput field={field} onChange={onChange} />
      <ColumnsEditor field={field} onChange={onChange} />
    </>
  );
}
