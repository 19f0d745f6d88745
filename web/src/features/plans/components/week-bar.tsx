import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Button, Segmented } from 'antd';
import { addDays, mondayOf, monthOf } from '../../../lib/days.ts';
import { useFormat } from '../../../lib/format.ts';
import { useMe } from '../../../lib/me.ts';
import { useT } from '../../../lib/texts.ts';
import { PersonPicker } from '../../../widgets/user-picker/person-picker.tsx';
import type { WeekSearch } from './use-week-search.ts';
import css from './week.module.css';

/** What is shown, in words. */
function useRangeWords(): (search: Pick<WeekSearch, 'view' | 'day' | 'week'>) => string {
  const t = useT();
  const format = useFormat();
  return ({ view, day, week }) => {
    if (view === 'month') return format.month(monthOf(day));
    if (view === 'day') return `${format.day(day)} ${format.weekday(day)}`;
    return t('common.range', { from: format.dayShort(week), to: format.dayShort(addDays(week, 6)) });
  };
}

/** Which days, shown how, and whose. */
export function WeekBar({ search }: { search: WeekSearch }) {
  const t = useT();
  const me = useMe();
  const rangeWords = useRangeWords();
  const { view, views, go, goToday, setView, setPerson, person } = search;
  const { today } = me.company;
  const isNow = view === 'day' ? search.day === today : search.week === mondayOf(today);
  return (
    <div className={css.bar}>
      <Button.Group>
        <Button icon={<LeftOutlined />} aria-label={t('plans.earlier')} onClick={() => go(-1)} />
        <Button icon={<RightOutlined />} aria-label={t('plans.later')} onClick={() => go(1)} />
      </Button.Group>
      <b className={css.range}>{rangeWords(search)}</b>
      {isNow ? null : <Button onClick={goToday}>{t('plans.backToToday')}</Button>}
      <span className={css.space} />
      {me.hasSubordinates ? (
        <div className={css.person}>
          <PersonPicker
            subordinates
            self
            allowClear={false}
            aria-label={t('plans.whose')}
            value={person}
            onChange={(chosen) => setPerson(chosen?.id)}
          />
        </div>
      ) : null}
      <Segmented
        value={view}
        options={views.map((each) => ({ value: each, label: t(`plans.views.${each}`) }))}
        onChange={setView}
      />
    </div>
  );
}
