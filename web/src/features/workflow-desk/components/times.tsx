import { useQuery } from '@tanstack/react-query';
import { DatePicker } from 'antd';
import type { Dayjs } from 'dayjs';
import dayjs from 'dayjs';
import type { ReactNode } from 'react';
import { api } from '../../../lib/client.ts';
import { useFormat } from '../../../lib/format.ts';
import { useMe } from '../../../lib/me.ts';
import { useSearchParams } from '../../../lib/search-params.ts';
import { useT } from '../../../lib/texts.ts';
import { Card } from '../../../ui/card.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { PersonName } from '../../../ui/person-name.tsx';
import type { Column } from '../../../widgets/row-table/row-table.tsx';
import { RowTable } from '../../../widgets/row-table/row-table.tsx';
import { useNodeName } from '../../../widgets/workflows/words.ts';
import { useDuration } from '../words.ts';
import css from './desk.module.css';

const monthFormat = 'YYYY-MM-01';
type Line = { key: string; who: ReactNode; count: number; returned: number; median: number | null; p90: number | null };

/** How long nodes and people took in these months: bars with the numbers beside. */
export function Times({ workflowId }: { workflowId: string }) {
  const t = useT();
  const nodeName = useNodeName();
  const { today } = useMe().company;
  const [search, setSearch] = useSearchParams();
  const until = search.untilMonth ?? dayjs(today).format(monthFormat);
  const from = search.fromMonth ?? dayjs(until).subtract(2, 'month').format(monthFormat);
  const query = useQuery(api.workflowDesk.times.queryOptions({ input: { id: workflowId, from, until } }));
  const choose = (months: [Dayjs | null, Dayjs | null] | null) => {
    const [first, last] = months ?? [];
    if (first && last) setSearch({ fromMonth: first.format(monthFormat), untilMonth: last.format(monthFormat) });
  };
  return (
    <div className={css.stack}>
      <div className={css.bar}>
        <DatePicker.RangePicker
          picker="month"
          format="YYYY-MM"
          allowClear={false}
          placeholder={[t('workflowDesk.times.from'), t('workflowDesk.times.until')]}
          value={[dayjs(from), dayjs(until)]}
          onChange={choose}
        />
        <span className={css.quiet}>{t('workflowDesk.times.hint')}</span>
      </div>
      <Loaded query={query}>
        {({ nodes, people }) =>
          nodes.length + people.length === 0 ? (
            <EmptyState title={t('workflowDesk.times.empty')} hint={t('workflowDesk.times.emptyHint')} />
          ) : (
            <>
              <Card title={t('workflowDesk.times.nodes')}>
                <Bars
                  title={t('workflowDesk.times.node')}
                  lines={nodes.map(({ nodeId, name, stays, ...rest }) => ({
                    ...rest,
                    key: nodeId,
                    who: nodeName(name),
                    count: stays,
                  }))}
                />
              </Card>
              <Card title={t('workflowDesk.times.people')}>
                <Bars
                  title={t('workflowDesk.times.person')}
                  lines={people.map(({ person, decisions, ...rest }) => ({
                    ...rest,
                    key: person.id,
                    who: <PersonName person={person} />,
                    count: decisions,
                  }))}
                />
              </Card>
            </>
          )
        }
      </Loaded>
    </div>
  );
}

function Bars({ title, lines }: { title: string; lines: Line[] }) {
  const t = useT();
  const format = useFormat();
  const duration = useDuration();
  const most = Math.max(1, ...lines.map(({ p90 }) => p90 ?? 0));
  const share = (seconds: number | null) => ({ width: `${(100 * (seconds ?? 0)) / most}%` });
  const columns: Column<Line>[] = [
    { key: 'who', title, width: '22%', render: ({ who }) => who },
    {
      key: 'bar',
      title: '',
      width: '28%',
      render: ({ median, p90 }) => (
        <div className={css.track} aria-hidden>
          <div className={css.far} style={share(p90)} />
          <div className={css.near} style={share(median)} />
        </div>
      ),
    },
    {
      key: 'median',
      title: t('workflowDesk.times.median'),
      number: true,
      render: ({ median }) => (median === null ? null : duration(median)),
    },
    {
      key: 'p90',
      title: t('workflowDesk.times.p90'),
      number: true,
      render: ({ p90 }) => (p90 === null ? null : duration(p90)),
    },
    {
      key: 'count',
      title: t('workflowDesk.times.count'),
      number: true,
      render: ({ count }) => format.quantity(count),
    },
    {
      key: 'returned',
      title: t('workflowDesk.times.returned'),
      number: true,
      render: ({ returned, count }) => `${format.quantity(Math.round((100 * returned) / Math.max(1, count)))}%`,
    },
  ];
  return <RowTable label={title} columns={columns} rows={lines} rowKey={({ key }) => key} />;
}
