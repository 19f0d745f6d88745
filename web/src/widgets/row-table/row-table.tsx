import { CaretDownFilled, CaretUpFilled } from '@ant-design/icons';
import type { MouseEvent, ReactNode } from 'react';
import { useRef } from 'react';
import css from './row-table.module.css';
import { useRowKeys } from './use-row-keys.ts';

export type Column<R> = {
  key: string;
  title: string;
  /** Stands in the heading in place of the title. */
  head?: ReactNode;
  render: (row: R) => ReactNode;
  /** Numbers stand to the right. */
  number?: boolean;
  /** Short words and days: never broken into two lines. */
  unbroken?: boolean;
  /** CSS width; what has none shares the rest. */
  width?: number | string;
  /** The heading sorts by this column. */
  sortable?: boolean;
};

export type Sort = { key: string; order: 'asc' | 'desc' };

type RowTableProps<R> = {
  /** What the table holds, for screen readers. */
  label: string;
  columns: Column<R>[];
  rows: R[];
  rowKey: (row: R) => string;
  sort?: Sort;
  onSort?: (key: string) => void;
  /** Quieter rows: what is over. */
  isQuiet?: (row: R) => boolean;
};

const interactive = 'a, button, input, select, textarea, [role="combobox"]';

/** A click beside the links of a row means its main one, the element marked `data-row`. */
function openRow(event: MouseEvent<HTMLTableRowElement>): void {
  if ((event.target as Element).closest(interactive) || window.getSelection()?.toString()) return;
  const { ctrlKey, metaKey, shiftKey } = event;
  event.currentTarget
    .querySelector('[data-row]')
    ?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, ctrlKey, metaKey, shiftKey }));
}

/** A dense table whose rows open by click, Enter, and J and K walk along. Mark each row's main link with `data-row`. */
export function RowTable<R>({ label, columns, rows, rowKey, sort, onSort, isQuiet }: RowTableProps<R>) {
  const body = useRef<HTMLTableSectionElement>(null);
  useRowKeys(body);
  return (
    <div className={css.frame}>
      <table className={css.table} aria-label={label}>
        <thead>
          <tr>
            {columns.map((column) => (
              <Heading key={column.key} column={column} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody ref={body}>
          {rows.map((row) => (
            <tr key={rowKey(row)} className={isQuiet?.(row) ? css.quiet : undefined} onClick={openRow}>
              {columns.map((column) => (
                <td
                  key={column.key}
                  className={column.number ? css.number : column.unbroken ? css.unbroken : undefined}
                >
                  {column.render(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

type HeadingProps<R> = { column: Column<R>; sort?: Sort; onSort?: (key: string) => void };

function Heading<R>({ column, sort, onSort }: HeadingProps<R>) {
  const sorted = sort?.key === column.key ? sort.order : null;
  const direction = sorted === 'asc' ? 'ascending' : 'descending';
  return (
    <th
      scope="col"
      className={column.number ? css.number : undefined}
      style={{ width: column.width }}
      aria-sort={column.sortable ? (sorted ? direction : 'none') : undefined}
    >
      {column.sortable && onSort ? (
        <button type="button" className={css.sort} onClick={() => onSort(column.key)}>
          {column.title}
          {sorted === 'asc' ? (
            <CaretUpFilled aria-hidden />
          ) : sorted === 'desc' ? (
            <CaretDownFilled aria-hidden />
          ) : null}
        </button>
      ) : (
        (column.head ?? column.title)
      )}
    </th>
  );
}
