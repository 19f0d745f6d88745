import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import type { PlanItem } from '../../../../../contract/plans.ts';
import { addDays } from '../../../lib/days.ts';
import { useFormat } from '../../../lib/format.ts';
import { useMe } from '../../../lib/me.ts';
import { usePhone } from '../../../lib/media.ts';
import { places } from '../../../lib/places.ts';
import { useT } from '../../../lib/texts.ts';
import { ActionLink } from '../../../ui/action-link.tsx';
import { Card, Row } from '../../../ui/card.tsx';
import { ItemState } from '../../../widgets/plan-items/item-state.tsx';
import { useItemHeadline, useItemTimes } from '../../../widgets/plan-items/item-words.ts';
import css from './week.module.css';

type WeekListProps = { week: string; items: PlanItem[]; onOpen: (id: string) => void };

function byTime(a: PlanItem, b: PlanItem): number {
  return (a.startTime ?? '').localeCompare(b.startTime ?? '') || a.id.localeCompare(b.id);
}

function ItemRow({ item, onOpen }: { item: PlanItem; onOpen: (id: string) => void }) {
  const t = useT();
  const headline = useItemHeadline();
  const times = useItemTimes();
  const { today } = useMe().company;
  return (
    <Row
      lead={<b className={css.times}>{times(item) ?? t('plans.wholeDay')}</b>}
      second={item.expectedResult}
      end={
        <>
          {item.importance === 3 ? <span className={css.important}>{t('plans.importances.3')}</span> : null}
          {item.state === 'open' && item.day >= today ? null : <ItemState item={item} />}
          {item.can.complete && item.customer ? (
            <ActionLink place={places.record({ item: item.id })}>{t('plans.record')}</ActionLink>
          ) : null}
          {item.can.complete && !item.customer ? (
            <Button size="small" onClick={() => onOpen(item.id)}>
              {t('plans.complete')}
            </Button>
          ) : null}
        </>
      }
    >
      <Link to="." search={(search) => ({ ...search, item: item.id })} className={css.title} replace>
        {headline(item)}
      </Link>
    </Row>
  );
}

/** A week as a dense list by day; days without anything take one line. */
export function WeekList({ week, items, onOpen }: WeekListProps) {
  const t = useT();
  const format = useFormat();
  const { today } = useMe().company;
  const phone = usePhone();
  const inOrder = [0, 1, 2, 3, 4, 5, 6].map((index) => addDays(week, index));
  // On a phone what is still to come stands first.
  const days = phone ? [...inOrder.filter((day) => day >= today), ...inOrder.filter((day) => day < today)] : inOrder;
  return (
    <Card>
      {days.map((day) => {
        const rows = items.filter((item) => item.day === day).sort(byTime);
        const isWeekend = day >= addDays(week, 5);
        if (rows.length === 0 && isWeekend && day !== today) return null;
        return (
          <section key={day} className={css.day} aria-label={format.day(day)}>
            <h2 className={day === today ? `${css.dayName} ${css.now}` : css.dayName}>
              <span>
                {format.weekday(day)} {day === today ? <span className={css.date}>{t('common.today')}</span> : null}
              </span>
              <span className={css.date}>{format.dayShort(day)}</span>
            </h2>
            {rows.length > 0 ? (
              <ul>
                {rows.map((item) => (
                  <ItemRow key={item.id} item={item} onOpen={onOpen} />
                ))}
              </ul>
            ) : (
              <p className={css.nothing}>{t('plans.nothingPlanned')}</p>
            )}
          </section>
        );
      })}
    </Card>
  );
}
