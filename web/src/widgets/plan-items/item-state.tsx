import { ClockCircleOutlined, HourglassOutlined, StarFilled, StopOutlined, WarningOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import type { PlanItem } from '../../../../contract/plans.ts';
import { daysBetween } from '../../lib/days.ts';
import { useFormat } from '../../lib/format.ts';
import { useMe } from '../../lib/me.ts';
import { useT } from '../../lib/texts.ts';
import type { Tone } from '../../ui/state-tag.tsx';
import { StateTag } from '../../ui/state-tag.tsx';

export type ItemLook = { tone: Tone; icon: ReactNode; words: string };
type Judged = Pick<PlanItem, 'state' | 'day' | 'score'>;

/** How the state of an item looks and what it is called; an open one whose day has passed is overdue. */
export function useItemLook(): (item: Judged) => ItemLook {
  const t = useT();
  const format = useFormat();
  const { today } = useMe().company;
  return ({ state, day, score }) => {
    if (state === 'evaluated') {
      const words = score === null ? t('plans.states.evaluated') : t('plans.points', { score: format.score(score) });
      return { tone: score !== null && score < 3 ? 'warn' : 'ok', icon: <StarFilled aria-hidden />, words };
    }
    if (state === 'completed') {
      return { tone: 'info', icon: <HourglassOutlined aria-hidden />, words: t('plans.states.completed') };
    }
    if (state === 'cancelled') {
      return { tone: 'done', icon: <StopOutlined aria-hidden />, words: t('plans.states.cancelled') };
    }
    if (day < today) {
      const words = t('plans.overdue', { count: daysBetween(day, today) });
      return { tone: 'bad', icon: <WarningOutlined aria-hidden />, words };
    }
    return { tone: 'done', icon: <ClockCircleOutlined aria-hidden />, words: t('plans.states.open') };
  };
}

export function ItemState({ item }: { item: Judged }) {
  const { tone, icon, words } = useItemLook()(item);
  return (
    <StateTag tone={tone} icon={icon}>
      {words}
    </StateTag>
  );
}
