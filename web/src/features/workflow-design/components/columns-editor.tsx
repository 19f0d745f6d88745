import { ArrowUpOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Checkbox, Collapse } from 'antd';
import { useState } from 'react';
import type { TableColumn, TableField } from '../../../../../contract/workflows.forms.ts';
import { useT } from '../../../lib/texts.ts';
import { Grouped } from '../../../ui/labelled.tsx';
import { columnTypes, newColumn } from '../form-edits.ts';
import css from './form.module.css';
import { PlainSettings } from './plain-settings.tsx';

type ColumnsEditorProps = { field: TableField; onChange: (field: TableField, part?: string) => void };

const most = 12;
const isAmount = ({ type }: TableColumn) => type === 'number' || type === 'money' || type === 'formula';

/** The columns of a table, one open at a time. */
export function ColumnsEditor({ field, onChange }: ColumnsEditorProps) {
  const t = useT();
  const { columns } = field;
  const [open, setOpen] = useState<string | null>(columns[0]?.key ?? null);
  const set = (next: TableColumn[], part?: string) => onChange({ ...field, columns: next }, part);
  const add = () => {
    const label = t('workflowDesign.form.column', { place: columns.length + 1 });
    const column = newColumn('text', label, (place) => t('workflowDesign.form.choice', { place }));
    set([...columns, column]);
    setOpen(column.key);
  };
  const items = columns.map((column, index) => ({
    key: column.key,
    label: column.label || t('workflowDesign.words.blank'),
    extra: t(`workflowDesign.form.types.${column.type}`),
    children: (
      <div className={css.settings}>
        <PlainSettings
          field={column}
          types={columnTypes}
          tableKey={field.key}
          onChange={(next, part) => set(columns.with(index, next), part && `${column.key} ${part}`)}
        />
        {isAmount(column) ? (
          <Checkbox
            checked={column.sum}
            onChange={(event) => set(columns.with(index, { ...column, sum: event.target.checked }))}
          >
            {t('workflowDesign.form.sum')}
          </Checkbox>
        ) : null}
        <div className={css.line}>
          <Button
            size="small"
            icon={<ArrowUpOutlined aria-hidden />}
            disabled={index === 0}
            onClick={() => set(columns.toSpliced(index, 1).toSpliced(index - 1, 0, column))}
          >
            {t('workflowDesign.form.up', { name: column.label })}
          </Button>
          <Button
            size="small"
            danger
            icon={<DeleteOutlined aria-hidden />}
            disabled={columns.length === 1}
            onClick={() => set(columns.toSpliced(index, 1))}
          >
            {t('workflowDesign.form.remove', { name: column.label })}
          </Button>
        </div>
      </div>
    ),
  }));
  return (
    <Grouped label={t('workflowDesign.form.columns')}>
      <div className={css.stack}>
        <Collapse
          accordion
          size="small"
          items={items}
          activeKey={open ?? []}
          onChange={([key]) => setOpen(key ?? null)}
        />
        {columns.length < most ? (
          <Button size="small" type="dashed" icon={<PlusOutlined aria-hidden />} onClick={add}>
            {t('workflowDesign.form.addColumn')}
          </Button>
        ) : null}
      </div>
    </Grouped>
  );
}
