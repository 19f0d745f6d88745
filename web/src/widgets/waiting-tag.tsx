import { HourglassOutlined } from '@ant-design/icons';
import type { InboxEntry } from '../../../contract/plans.ts';
import { useFormat } from '../lib/format.ts';
import { useT } from '../lib/texts.ts';
import { StateTag } from '../ui/state-tag.tsx';

/** Working days after which an answer is late, and after which it is very late. */
const late = 2;
const veryLate = 5;

/** For how many working days something has waited for an answer; since when exactly on hover. */
export function WaitingTag({ entry: { workingDays, since } }: { entry: InboxEntry }) {
  const t = useT();
  const format = useFormat();
  const tone = workingDays >= veryLate ? 'bad' : workingDays >= late ? 'warn' : 'done';
  return (
    <span title={format.dateTime(since)}>
      <StateTag tone={tone} icon={<HourglassOutlined aria-hidden />}>
        {workingDays === 0 ? t('inbox.waitsToday') : t('inbox.waits', { count: workingDays })}
      </StateTag>
    </span>
  );
}
