import { ArrowRightOutlined } from '@ant-design/icons';
import { Checkbox } from 'antd';
import { useT } from '../../../lib/texts.ts';
import { StateTag } from '../../../ui/state-tag.tsx';
import { useDayWords } from '../../../widgets/date-chips/use-day-words.ts';

type PlanToggleProps = { day: string; on: boolean; onChange: (on: boolean) => void };

/** Whether something promised goes into the plan of its day; it does unless the person says no. */
export function PlanToggle({ day, on, onChange }: PlanToggleProps) {
  const t = useT();
  const words = useDayWords();
  return (
    <Checkbox checked={on} onChange={(event) => onChange(event.target.checked)}>
      <StateTag tone={on ? 'ok' : 'done'} icon={<ArrowRightOutlined aria-hidden />}>
        {on ? t('visits.intoPlan', { day: words(day) }) : t('visits.notIntoPlan')}
      </StateTag>
    </Checkbox>
  );
}
