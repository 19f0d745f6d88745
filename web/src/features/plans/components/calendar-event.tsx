import { Link } from '@tanstack/react-router';
import type { PlanItem } from '../../../../../contract/plans.ts';
import { minutesOf } from '../../../lib/days.ts';
import { useFormat } from '../../../lib/format.ts';
import { useMe } from '../../../lib/me.ts';
import { useT } from '../../../lib/texts.ts';
import { useItemLook } from '../../../widgets/plan-items/item-state.tsx';
import { useItemHeadline } from '../../../widgets/plan-items/item-words.ts';
import { shortCompany } from '../../../widgets/plan-items/short-company.ts';
import css from './calendar.module.css';

type CalendarEventProps = { item: PlanItem; timeText: string; isCompact: boolean; onOpen: (id: string) => void };

/** Weekday and date above a column; in a month the weekday alone. */
export function DayHeading({ day, isPlain }: { day: string; isPlain: boolean }) {
  const format = useFormat();
  return (
    <>
      {format.weekday(day)}
      {isPlain ? null : <span className={css.date}> {`${Number(day.slice(5, 7))}/${Number(day.slice(8))}`}</span>}
    </>
  );
}

/** An item on the calendar: state by colour, icon and word; a visit whose day has come can be recorded from here. */
export function CalendarEvent({ item, timeText, isCompact, onOpen }: CalendarEventProps) {
  const t = useT();
  const { today } = useMe().company;
  const { tone, icon, words } = useItemLook()(item);
  const headline = useItemHeadline()(item);
  const isShort =
    item.startTime !== null && item.endTime !== null && minutesOf(item.endTime) - minutesOf(item.startTime) < 45;
  const isRecordable = item.can.complete && item.customer && item.day <= today;
  return (
    <div className={`${css.event} ${css[tone]} ${isShort ? css.short : ''}`}>
      <button
        type="button"
        className={css.open}
        title={[timeText, headline, item.expectedResult, words].filter(Boolean).join('\n')}
        onClick={() => onOpen(item.id)}
      >
        <span className={css.headline}>
          <span className={css.icon}>{icon}</span>
          {isCompact && timeText ? <span className={css.time}>{timeText}</span> : null}
          {item.customer ? headline.replace(item.customer.name, shortCompany(item.customer.name)) : headline}
          <span className="sr-only">{words}</span>
        </span>
        {!isCompact && item.expectedResult ? <span className={css.expected}>{item.expectedResult}</span> : null}
        {item.state === 'open' && tone !== 'bad' ? null : <span className={css.words}>{words}</span>}
      </button>
      {isRecordable && !isCompact ? (
        <Link to="/visits/record" search={{ item: item.id }} className={css.record}>
          {t('plans.record')}
        </Link>
      ) : null}
    </div>
  );
}
