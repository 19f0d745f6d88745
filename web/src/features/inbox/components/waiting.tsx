import { HourglassOutlined } from '@ant-design/icons';
import type { InboxEntry } from '../../../../../contract/plans.ts';
import { useFormat } from '../../../lib/format.ts';
import { useT } from '../../../lib/texts.ts';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { StateTag } from '../../../ui/state-tag.tsx';
import css from './inbox.module.css';

/** Working days after which an answer is late, and after which it is very late. */
const late = 2;
const veryLate = 5;

/** How long something has waited, in words and in working days. */
export function Waiting({ entry }: { entry: InboxEntry }) {
  const t = useT();
  const format = useFormat();
  const { workingDays, since } = entry;
  const tone = workingDays >= veryLate ? 'bad' : workingDays >= late ? 'warn' : 'done';
  return (
    <span className={css.waiting} title={format.dateTime(since)}>
      <StateTag tone={tone} icon={<HourglassOutlined aria-hidden />}>
        {workingDays === 0 ? t('inbox.waitsToday') : t('inbox.waits', { count: workingDays })}
      </StateTag>
      <span className={css.quiet}>
        <RelativeTime at={since} />
      </span>
    </span>
  );
}
