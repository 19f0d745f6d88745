import { Link } from '@tanstack/react-router';
import type { MouseEvent } from 'react';
import { useRef } from 'react';
import type { CustomerRow } from '../../../../../contract/customers.ts';
import { usePhone } from '../../../lib/media.ts';
import { useT } from '../../../lib/texts.ts';
import { PersonName } from '../../../ui/person-name.tsx';
import { useLists } from '../../../widgets/lists/use-lists.ts';
import type { Sort, Column as TableColumn } from '../../../widgets/row-table/row-table.tsx';
import { RowTable } from '../../../widgets/row-table/row-table.tsx';
import { useRowKeys } from '../../../widgets/row-table/use-row-keys.ts';
import type { Selection } from '../../../widgets/row-table/use-selection.ts';
import type { Column } from '../list-state.ts';
import type { FieldInfo } from '../use-list-fields.ts';
import { useListFields } from '../use-list-fields.ts';
import { ArchiveState } from './archive-state.tsx';
import css from './customers.module.css';
import list from './list.module.css';
import { useCells } from './list-cell.tsx';
import { NextStep } from './next-step.tsx';

type RowsProps = {
  rows: CustomerRow[];
  columns: readonly Column[];
  sort: Sort;
  onSort: (key: string) => void;
  selection: Selection;
};

/** The customers themselves: a dense table, on a phone cards. */
export function CustomersRows({ rows, columns, sort, onSort, selection }: RowsProps) {
  const t = useT();
  const isPhone = usePhone();
  const shown = useColumns(rows, columns, selection);
  if (isPhone) return <Cards rows={rows} selection={selection} />;
  return (
    <div className={list.scroll}>
      <RowTable
        label={t('customers.title')}
        columns={shown}
        rows={rows}
        rowKey={(row) => row.id}
        sort={sort}
        onSort={onSort}
      />
    </div>
  );
}

/** Columns of short words: a long name beside them may not break them. */
const unbrokenTypes: ReadonlySet<FieldInfo['type']> = new Set(['choice', 'day', 'person']);
const unbrokenColumns: ReadonlySet<Column> = new Set(['phone', 'archiveUpdatedAt', 'updatedAt', 'createdAt']);

function useColumns(rows: CustomerRow[], columns: readonly Column[], selection: Selection): TableColumn<CustomerRow>[] {
  const t = useT();
  const { fieldOf } = useListFields();
  const cellOf = useCells(fieldOf);
  const order = rows.map((row) => row.id);
  const all = rows.length > 0 && order.every(selection.isOn);
  return [
    {
      key: 'select',
      title: '',
      width: 40,
      head: (
        <input
          type="checkbox"
          className={list.check}
          aria-label={t('lists.select.page')}
          checked={all}
          onChange={() => (all ? selection.clear() : selection.choose(order))}
        />
      ),
      render: (row) => <Check row={row} order={order} selection={selection} />,
    },
    {
      key: 'name',
      title: t('lists.fields.name'),
      sortable: true,
      render: (row) => (
        <Link
          className={`${css.name} ${list.oneLine}`}
          title={row.name}
          to="/customers/$id"
          params={{ id: row.id }}
          data-row=""
        >
          {row.name}
        </Link>
      ),
    },
    ...columns.flatMap((column): TableColumn<CustomerRow>[] => {
      const field = fieldOf(column);
      if (!field) return [];
      const number = field.type === 'number';
      const unbroken = unbrokenTypes.has(field.type) || unbrokenColumns.has(column);
      return [{ key: column, title: field.label, sortable: field.sortable, number, unbroken, render: cellOf(column) }];
    }),
  ];
}

type CheckProps = { row: CustomerRow; order: readonly string[]; selection: Selection };

function Check({ row, order, selection }: CheckProps) {
  const t = useT();
  return (
    <input
      type="checkbox"
      className={list.check}
      data-select=""
      aria-label={t('lists.select.row', { name: row.name })}
      checked={selection.isOn(row.id)}
      onChange={() => undefined}
      onClick={(event: MouseEvent) => selection.toggle(row.id, order, event.shiftKey)}
    />
  );
}

function Cards({ rows, selection }: { rows: CustomerRow[]; selection: Selection }) {
  const t = useT();
  const lists = useLists();
  const holder = useRef<HTMLUListElement>(null);
  useRowKeys(holder);
  const order = rows.map((row) => row.id);
  return (
    <ul className={css.cards} ref={holder} aria-label={t('customers.title')}>
      {rows.map((row) => (
        <li key={row.id} className={css.cardItem}>
          <Check row={row} order={order} selection={selection} />
          <Link className={css.card} to="/customers/$id" params={{ id: row.id }} data-row="">
            <span className={css.cardHead}>
              <span className={css.name}>{row.name}</span>
              <ArchiveState updatedAt={row.archiveUpdatedAt} staleAt={row.staleAt} />
            </span>
            <span className={css.cardLine}>
              <PersonName person={row.owner} />
              {[row.segmentId, row.regionId, row.levelId].map((id) => {
                const name = lists.nameOf(id);
                return name ? <span key={id}>{name}</span> : null;
              })}
            </span>
            <span className={css.cardLine}>
              <NextStep customer={row} none={t('customers.archive.nextStepNone')} />
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
