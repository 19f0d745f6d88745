import { Link } from '@tanstack/react-router';
import { useRef } from 'react';
import type { CustomerRow } from '../../../../../contract/customers.ts';
import { useFormat } from '../../../lib/format.ts';
import { useMe } from '../../../lib/me.ts';
import { usePhone } from '../../../lib/media.ts';
import { useT } from '../../../lib/texts.ts';
import { PersonName } from '../../../ui/person-name.tsx';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { useLists } from '../../../widgets/lists/use-lists.ts';
import type { Column, Sort } from '../../../widgets/row-table/row-table.tsx';
import { RowTable } from '../../../widgets/row-table/row-table.tsx';
import { useRowKeys } from '../../../widgets/row-table/use-row-keys.ts';
import { ArchiveState } from './archive-state.tsx';
import css from './customers.module.css';
import { NextStep } from './next-step.tsx';

type RowsProps = { rows: CustomerRow[]; sort: Sort; onSort: (key: string) => void };

/** The customers themselves: a dense table, on a phone cards. */
export function CustomersRows({ rows, sort, onSort }: RowsProps) {
  const t = useT();
  const isPhone = usePhone();
  const columns = useColumns();
  if (isPhone) return <Cards rows={rows} />;
  return (
    <RowTable
      label={t('customers.title')}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
      sort={sort}
      onSort={onSort}
    />
  );
}

function useColumns(): Column<CustomerRow>[] {
  const t = useT();
  const format = useFormat();
  const lists = useLists();
  const { today } = useMe().company;
  return [
    {
      key: 'name',
      title: t('customers.fields.name'),
      sortable: true,
      width: '22%',
      render: (row) => (
        <Link className={css.name} to="/customers/$id" params={{ id: row.id }} data-row="">
          {row.name}
        </Link>
      ),
    },
    { key: 'segment', title: t('customers.fields.segment'), render: (row) => lists.nameOf(row.segmentId) },
    { key: 'region', title: t('customers.fields.region'), render: (row) => lists.nameOf(row.regionId) },
    { key: 'level', title: t('customers.fields.level'), render: (row) => lists.nameOf(row.levelId) },
    { key: 'owner', title: t('customers.fields.owner'), render: (row) => <PersonName person={row.owner} /> },
    {
      key: 'lastVisit',
      title: t('customers.fields.lastVisit'),
      render: (row) =>
        row.lastVisitOn ? (
          <span title={format.day(row.lastVisitOn)}>{format.dayNear(row.lastVisitOn, today)}</span>
        ) : (
          <span className={css.none}>{t('customers.list.never')}</span>
        ),
    },
    {
      key: 'nextStep',
      title: t('customers.fields.nextStep'),
      width: '26%',
      render: (row) => <NextStep customer={row} />,
    },
    {
      key: 'archive',
      title: t('customers.fields.archive'),
      render: (row) => <ArchiveState updatedAt={row.archiveUpdatedAt} staleAt={row.staleAt} />,
    },
    {
      key: 'updatedAt',
      title: t('customers.fields.updated'),
      sortable: true,
      render: (row) => <RelativeTime at={row.updatedAt} />,
    },
  ];
}

function Cards({ rows }: { rows: CustomerRow[] }) {
  const t = useT();
  const lists = useLists();
  const list = useRef<HTMLUListElement>(null);
  useRowKeys(list);
  return (
    <ul className={css.cards} ref={list} aria-label={t('customers.title')}>
      {rows.map((row) => (
        <li key={row.id}>
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
