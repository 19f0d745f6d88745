import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { api } from '../../../lib/client.ts';
import { addDays, addMonths, isDay, monthOf, weekdayOf } from '../../../lib/days.ts';
import { useFormat } from '../../../lib/format.ts';
import { useMe } from '../../../lib/me.ts';
import { useSearchParams } from '../../../lib/search-params.ts';
import { useT } from '../../../lib/texts.ts';
import { Card } from '../../../ui/card.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { weeksOf } from '../month-grid.ts';
import css from './calendar.module.css';
import type { CalendarDay } from './day-cell.tsx';
import { DayCell } from './day-cell.tsx';

type MonthViewProps = { workDays: number[]; mayChange: boolean };

/** One month of working days and days off. */
export function MonthView({ workDays, mayChange }: MonthViewProps) {
  const t = useT();
  const format = useFormat();
  const { today } = useMe().company;
  const [search, setSearch] = useSearchParams();
  const month = monthOf(isDay(search.month) ? search.month : today);
  const query = useQuery(
    api.org.calendar.queryOptions({
      input: { from: month, to: addDays(addMonths(month, 1), -1) },
      placeholderData: keepPreviousData,
    }),
  );
  const go = (to: string) => setSearch({ month: to === monthOf(today) ? undefined : to });
  const working = query.data?.days.filter((day) => day.working).length ?? 0;
  return (
    <Card
      title={
        <span className={css.monthHead}>
          <Button
            size="small"
            icon={<LeftOutlined />}
            aria-label={t('org.calendar.previous')}
            onClick={() => go(addMonths(month, -1))}
          />
          <span aria-live="polite">{format.month(month)}</span>
          <Button
            size="small"
            icon={<RightOutlined />}
            aria-label={t('org.calendar.next')}
            onClick={() => go(addMonths(month, 1))}
          />
        </span>
      }
      extra={query.data ? t('org.calendar.workingDays', { count: working }) : null}
    >
      <Loaded query={query}>
        {({ days }) => <Month month={month} days={days} workDays={workDays} mayChange={mayChange} />}
      </Loaded>
    </Card>
  );
}

type MonthProps = MonthViewProps & { month: string; days: CalendarDay[] };

function Month({ month, days, workDays, mayChange }: MonthProps) {
  const t = useT();
  const format = useFormat();
  const byDay = new Map(days.map((day) => [day.day, day]));
  const weeks = weeksOf(month);
  return (
    <table className={css.month} aria-label={t('org.calendar.title')}>
      <thead>
        <tr>
          {[0, 1, 2, 3, 4, 5, 6].map((offset) => (
            <th key={offset} scope="col">
              {format.weekday(addDays('2024-01-01', offset))}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week.find(Boolean)}>
            {week.map((day, index) => {
              const known = day ? byDay.get(day) : undefined;
              return (
                // biome-ignore lint/suspicious/noArrayIndexKey: the place in the week is what a cell is
                <td key={index}>
                  {known ? (
                    <DayCell day={known} usual={workDays.includes(weekdayOf(known.day))} mayChange={mayChange} />
                  ) : null}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
