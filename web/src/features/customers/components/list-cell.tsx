import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { CustomerRow } from '../../../../../contract/customers.ts';
import { api } from '../../../lib/client.ts';
import { useFormat } from '../../../lib/format.ts';
import { useMe } from '../../../lib/me.ts';
import { useT } from '../../../lib/texts.ts';
import { PersonName } from '../../../ui/person-name.tsx';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { useLists } from '../../../widgets/lists/use-lists.ts';
import type { Column } from '../list-state.ts';
import type { FieldInfo } from '../use-list-fields.ts';
import { ArchiveState } from './archive-state.tsx';
import css from './customers.module.css';
import { NextStep } from './next-step.tsx';

type Cell = (row: CustomerRow) => ReactNode;

/** What the list shows in each of its columns. */
export function useCells(fieldOf: (key: string) => FieldInfo | undefined): (column: Column) => Cell {
  const t = useT();
  const format = useFormat();
  const lists = useLists();
  const { today } = useMe().company;
  const currency = useQuery(api.org.company.queryOptions({ staleTime: 300_000 })).data?.currency;
  const day = (value: string | null, none: ReactNode = null) =>
    value ? <span title={format.day(value)}>{format.dayNear(value, today)}</span> : none;
  const more = (column: Column): Cell => {
    const field = fieldOf(column);
    return ({ more: values }) => {
      const value = values?.[column];
      if (value === null || value === undefined) return null;
      if (field?.own?.type === 'attachment') return t('lists.columns.files', { count: Number(value) });
      if (field?.own?.type === 'money' || column === 'annualRevenue') return format.money(String(value), currency);
      if (field?.type === 'choice') {
        const ids = Array.isArray(value) ? value : [value];
        return ids.map((id) => field.options.find((option) => option.value === id)?.label ?? '').join('、');
      }
      if (field?.type === 'person') return <PersonName person={value as CustomerRow['owner']} />;
      if (field?.type === 'customer') {
        const customer = value as { id: string; name: string };
        return (
          <Link to="/customers/$id" params={{ id: customer.id }}>
            {customer.name}
          </Link>
        );
      }
      if (field?.type === 'day') return day(String(value));
      return typeof value === 'number' && column !== 'foundedYear' ? format.number(value) : String(value);
    };
  };
  const cells: Partial<Record<Column, Cell>> = {
    segment: (row) => lists.nameOf(row.segmentId),
    region: (row) => lists.nameOf(row.regionId),
    industry: (row) => lists.nameOf(row.industryId),
    level: (row) => lists.nameOf(row.levelId),
    owner: (row) => <PersonName person={row.owner} />,
    phone: (row) => row.phone,
    lastVisitOn: (row) => day(row.lastVisitOn, <span className={css.none}>{t('customers.list.never')}</span>),
    nextStep: (row) => <NextStep customer={row} />,
    nextStepOn: (row) => day(row.nextStepOn),
    archiveUpdatedAt: (row) => <ArchiveState updatedAt={row.archiveUpdatedAt} staleAt={row.staleAt} />,
    updatedAt: (row) => <RelativeTime at={row.updatedAt} />,
    createdAt: (row) => <RelativeTime at={row.createdAt} />,
  };
  return (column) => cells[column] ?? more(column);
}
