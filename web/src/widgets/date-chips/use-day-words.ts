import { addDays, mondayOf } from '../../lib/days.ts';
import { useFormat } from '../../lib/format.ts';
import { useMe } from '../../lib/me.ts';
import { useT } from '../../lib/texts.ts';

/** Says a day as people do: 今天, 明天, 周五, 下周一, and further away by its date. */
export function useDayWords(): (day: string) => string {
  const t = useT();
  const format = useFormat();
  const { today } = useMe().company;
  return (day) => {
    if (day === today) return t('common.today');
    if (day === addDays(today, 1)) return t('common.tomorrow');
    if (day === addDays(today, -1)) return t('common.yesterday');
    const monday = mondayOf(today);
    if (day >= monday && day < addDays(monday, 7)) return format.weekday(day);
    if (day >= addDays(monday, 7) && day < addDays(monday, 14)) {
      return t('plans.days.next', { weekday: format.weekday(day) });
    }
    return t('plans.days.dated', { day: format.dayShort(day), weekday: format.weekday(day) });
  };
}
