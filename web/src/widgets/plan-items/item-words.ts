import type { PlanItem } from '../../../../contract/plans.ts';
import { useT } from '../../lib/texts.ts';
import { useDayWords } from '../date-chips/use-day-words.ts';

type Named = Pick<PlanItem, 'title' | 'customer'>;

/** The title with the customer before it, unless the title names the customer already. */
export function useItemHeadline(): (item: Named) => string {
  const t = useT();
  return ({ title, customer }) =>
    customer && !title.includes(customer.name) ? `${customer.name} ${t('common.separator')} ${title}` : title;
}

/** `10:00–11:00`; null for a whole day. */
export function useItemTimes(): (item: Pick<PlanItem, 'startTime' | 'endTime'>) => string | null {
  const t = useT();
  return ({ startTime, endTime }) => {
    if (!startTime) return null;
    return endTime ? t('common.range', { from: startTime, to: endTime }) : startTime;
  };
}

/** Day and time in words: 明天 10:00–11:00. */
export function useItemWhen(): (item: Pick<PlanItem, 'day' | 'startTime' | 'endTime'>) => string {
  const words = useDayWords();
  const times = useItemTimes();
  return (item) => [words(item.day), times(item)].filter(Boolean).join(' ');
}
