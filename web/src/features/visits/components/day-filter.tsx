import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import { useT } from '../../../lib/texts.ts';

type DayFilterProps = {
  label: string;
  from: string | undefined;
  to: string | undefined;
  onChange: (from: string | undefined, to: string | undefined) => void;
};

const written = 'YYYY-MM-DD';

/** Two days as a filter; either side may stay open. */
export function DayFilter({ label, from, to, onChange }: DayFilterProps) {
  const t = useT();
  return (
    <DatePicker.RangePicker
      aria-label={label}
      allowEmpty={[true, true]}
      placeholder={[t('visits.from'), t('visits.to')]}
      value={[from ? dayjs(from) : null, to ? dayjs(to) : null]}
      format={written}
      onChange={(days) => onChange(days?.[0]?.format(written), days?.[1]?.format(written))}
      style={{ width: 250 }}
    />
  );
}
