import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import { useFormat } from '../../lib/format.ts';
import { useMe } from '../../lib/me.ts';
import { usePhone } from '../../lib/media.ts';
import { useT } from '../../lib/texts.ts';
import { Chip, Chips } from '../../ui/chip.tsx';
import { nearDays } from './near-days.ts';
import { useDayWords } from './use-day-words.ts';

type DateChipsProps = {
  /** What the day is for; names the group. */
  label: string;
  value: string | null;
  onChange: (day: string | null) => void;
  withToday?: boolean;
};

/** A day by one click on the usual ones, any other by the calendar. A second click takes it away. */
export function DateChips({ label, value, onChange, withToday }: DateChipsProps) {
  const t = useT();
  const format = useFormat();
  const words = useDayWords();
  const phone = usePhone();
  const near = nearDays(useMe().company.today, withToday);
  const isOther = value !== null && !near.includes(value);
  return (
    <Chips label={label}>
      {near.map((day) => (
        <Chip
          key={day}
          on={day === value}
          onToggle={() => onChange(day === value ? null : day)}
          title={format.day(day)}
        >
          {words(day)}
        </Chip>
      ))}
      <DatePicker
        size={phone ? 'large' : 'small'}
        aria-label={t('plans.days.otherFor', { what: label })}
        placeholder={t('plans.days.other')}
        value={isOther ? dayjs(value) : null}
        format="YYYY-MM-DD"
        onChange={(chosen) => onChange(chosen ? chosen.format('YYYY-MM-DD') : null)}
        style={{ width: 128 }}
      />
    </Chips>
  );
}
