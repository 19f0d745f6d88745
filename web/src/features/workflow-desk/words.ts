import { useFormat } from '../../lib/format.ts';
import { useT } from '../../lib/texts.ts';

const counted = 1000;
const [minute, hour, day] = [60, 3600, 86_400];

/** A number that is counted so far only. */
export function useAtMost(): (count: number) => string {
  const t = useT();
  const format = useFormat();
  return (count) => (count >= counted ? t('workflowDesk.atMost', { count }) : format.quantity(count));
}

/** A duration of so many seconds as people say it. */
export function useDuration(): (seconds: number) => string {
  const t = useT();
  const format = useFormat();
  const rounded = (value: number) => format.quantity(Math.round(value * 10) / 10);
  return (seconds) => {
    if (seconds < hour) return t('workflowDesk.duration.minutes', { value: rounded(Math.ceil(seconds / minute)) });
    if (seconds < 2 * day) return t('workflowDesk.duration.hours', { value: rounded(seconds / hour) });
    return t('workflowDesk.duration.days', { value: rounded(seconds / day) });
  };
}
