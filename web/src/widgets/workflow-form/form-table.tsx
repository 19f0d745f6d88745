import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { columnSum, rowsOf } from '../../../../contract/workflows.compute.ts';
import type { TableColumn, TableField } from '../../../../contract/workflows.forms.ts';
import { isFilledIn, mostRows } from '../../../../contract/workflows.values.ts';
import { randomId } from '../../lib/ids.ts';
import { useT } from '../../lib/texts.ts';
import { FormInput } from './form-input.tsx';
import css from './form-table.module.css';
import { FormWord, useAmountWord } from './form-word.tsx';
import type { Named } from './named.ts';

type Row = Record<string, unknown>;

type FormTableProps = {
  field: TableField;
  /** Rows with their formulas computed. */
  value: unknown;
  named: Named;
  errorAt: (path: string) => string | undefined;
  /** Absent where the table is only read. */
  onChange?: ((rows: Row[], named: Named) => void) | undefined;
};

/** A table of a form: rows are cards where there is no room for columns; sums stand at its foot. */
export function FormTable({ field, value, named, errorAt, onChange }: FormTableProps) {
  const t = useT();
  const rows = rowsOf(value);
  const [keys, setKeys] = useState<string[]>(() => rows.map(() => randomId()));
  const columns = field.columns.filter((column) => column.type !== 'explanation');
  const change = (index: number, key: string) => (next: unknown, names: Named) =>
    onChange?.(
      rows.map((row, at) => (at === index ? { ...row, [key]: next } : row)),
      names,
    );
  const add = () => {
    setKeys([...rows.map((_, index) => keys[index] ?? randomId()), randomId()]);
    onChange?.([...rows, {}], named);
  };
  const remove = (index: number) => {
    setKeys(keys.filter((_, at) => at !== index));
    onChange?.(
      rows.filter((_, at) => at !== index),
      named,
    );
  };
  return (
    <div className={css.frame}>
      {rows.length > 0 ? (
        <div className={css.scroll}>
          <table className={onChange ? `${css.table} ${css.editable}` : css.table} aria-label={field.label}>
            <Head columns={columns} editable={Boolean(onChange)} />
            <tbody>
              {rows.map((row, index) => (
                <tr key={keys[index] ?? String(index)}>
                  {columns.map((column) => (
                    <Cell
                      key={column.key}
                      column={column}
                      place={index + 1}
                      value={row[column.key]}
                      named={named}
                      error={errorAt(`${field.key}.${index}.${column.key}`)}
                      onChange={onChange && isFilledIn(column) ? change(index, column.key) : undefined}
                    />
                  ))}
                  {onChange ? (
                    <td className={css.action}>
                      <Button
                        type="text"
                        icon={<DeleteOutlined />}
                        aria-label={t('forms.remove', { place: index + 1 })}
                        onClick={() => remove(index)}
                      />
                    </td>
                  ) : null}
                </tr>
              ))}
            </tbody>
            <Foot columns={columns} rows={rows} editable={Boolean(onChange)} />
          </table>
        </div>
      ) : (
        <p className={css.quiet}>{t('forms.empty')}</p>
      )}
      {onChange && rows.length < mostRows ? (
        <Button type="dashed" block icon={<PlusOutlined aria-hidden />} onClick={add}>
          {t('forms.add')}
        </Button>
      ) : null}
    </div>
  );
}

const isAmount = ({ type }: TableColumn) => type === 'number' || type === 'money' || type === 'formula';

function Head({ columns, editable }: { columns: TableColumn[]; editable: boolean }) {
  return (
    <thead>
      <tr>
        {columns.map((column) => (
          <th key={column.key} scope="col" className={isAmount(column) ? css.amount : undefined} title={column.help}>
            {column.label}
            {editable && column.required ? <Required /> : null}
          </th>
        ))}
        {editable ? <td /> : null}
      </tr>
    </thead>
  );
}

/** The mark of what has to be filled in; for the ear the control says it. */
export function Required() {
  return (
    <span className={css.required} aria-hidden>
      {' *'}
    </span>
  );
}

type CellProps = {
  column: TableColumn;
  place: number;
  value: unknown;
  named: Named;
  error: string | undefined;
  onChange: ((value: unknown, named: Named) => void) | undefined;
};

function Cell({ column, place, value, named, error, onChange }: CellProps) {
  const t = useT();
  return (
    <td className={isAmount(column) ? css.amount : undefined}>
      <span className={css.label} aria-hidden>
        {column.label}
        {onChange && column.required ? <Required /> : null}
      </span>
      <span className={css.value}>
        {onChange ? (
          <FormInput
            field={column}
            value={value}
            named={named}
            onChange={onChange}
            aria-label={t('forms.cell', { place, name: column.label })}
            aria-invalid={error ? true : undefined}
          />
        ) : (
          <span className={css.word}>
            <FormWord field={column} value={value} named={named} />
          </span>
        )}
        {error ? (
          <span className={css.error} role="alert">
            {error}
          </span>
        ) : null}
      </span>
    </td>
  );
}

function Foot({ columns, rows, editable }: { columns: TableColumn[]; rows: Row[]; editable: boolean }) {
  const t = useT();
  const word = useAmountWord();
  if (!columns.some((column) => column.sum && isAmount(column))) return null;
  return (
    <tfoot>
      <tr>
        {columns.map((column, index) => {
          const isSummed = column.sum && isAmount(column);
          return (
            <td key={column.key} className={isSummed ? css.amount : index > 0 ? css.blank : undefined}>
              {isSummed ? (
                <>
                  <span className={css.label} aria-hidden>
                    {column.label}
                  </span>
                  <strong>{word(column, columnSum(rows, column.key))}</strong>
                </>
              ) : null}
              {index === 0 && !isSummed ? t('forms.sum') : null}
            </td>
          );
        })}
        {editable ? <td className={css.blank} /> : null}
      </tr>
    </tfoot>
  );
}
