import { ConfigProvider, Select, TimePicker } from 'antd';
import dayjs from 'dayjs';
import { itemActivities } from '../../../../contract/plans.ts';
import { useT } from '../../lib/texts.ts';
import { CustomerPicker } from '../customer-picker/customer-picker.tsx';
import { DateChips } from '../date-chips/date-chips.tsx';
import { useItemWhen } from '../plan-items/item-words.ts';
import css from './planning-line.module.css';
import type { Line } from './use-line.ts';

const asTime = (time: string | null) => (time ? dayjs(`2000-01-01T${time}`) : null);

/** What the line was understood as: every part can be set right by hand. */
export function LineChoices({ line }: { line: Line }) {
  const t = useT();
  const when = useItemWhen();
  const { understood, choose } = line;
  const { startTime, endTime, title, expectedResult } = understood;
  return (
    <ConfigProvider componentSize="small">
      <div className={css.choices}>
        <DateChips label={t('plans.day')} withToday value={understood.day} onChange={(day) => choose({ day })} />
        <TimePicker.RangePicker
          size="small"
          aria-label={t('plans.time')}
          placeholder={[t('plans.startTime'), t('plans.endTime')]}
          format="HH:mm"
          minuteStep={15}
          needConfirm={false}
          value={[asTime(startTime), asTime(endTime)]}
          onChange={(times) => {
            const [start, end] = times ?? [];
            choose({ times: start && end ? { startTime: start.format('HH:mm'), endTime: end.format('HH:mm') } : null });
          }}
          style={{ width: 150 }}
        />
        <span className={css.customer}>
          <CustomerPicker
            aria-label={t('plans.customer')}
            placeholder={t('plans.customer')}
            value={understood.customer}
            onChange={(customer) => choose({ customer })}
          />
        </span>
        <Select
          size="small"
          aria-label={t('plans.activity')}
          value={understood.activity}
          onChange={(activity) => choose({ activity })}
          options={itemActivities.map((activity) => ({ value: activity, label: t(`plans.activities.${activity}`) }))}
          style={{ width: 88 }}
        />
        <p className={css.sentence} aria-live="polite">
          {title
            ? [when(understood), title, expectedResult ? t('plans.line.toAchieve', { result: expectedResult }) : null]
                .filter(Boolean)
                .join(` ${t('common.separator')} `)
            : t('plans.line.hint')}
        </p>
      </div>
    </ConfigProvider>
  );
}
