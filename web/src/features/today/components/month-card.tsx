import { Link } from '@tanstack/react-router';
import type { MonthFigures } from '../../../../../contract/plans.ts';
import { useFormat } from '../../../lib/format.ts';
import { useMe } from '../../../lib/me.ts';
import { places } from '../../../lib/places.ts';
import { useT } from '../../../lib/texts.ts';
import { Card } from '../../../ui/card.tsx';
import css from '../today.module.css';

type Figure = { label: string; value: string | null; number: string; large?: boolean; bad?: boolean };

/** The month's figures, each of which opens the items behind it. */
export function MonthCard({ month }: { month: MonthFigures }) {
  const t = useT();
  const format = useFormat();
  const { hasSubordinates } = useMe();
  const share = (value: number | null) => (value === null ? null : format.percent(value));
  const figures: Figure[] = [
    {
      label: t('today.monthFigures.score'),
      value: month.planScore === null ? null : format.score(month.planScore),
      number: 'evaluated',
    },
    { label: t('today.monthFigures.completion'), value: share(month.completionRate), number: 'due' },
    { label: t('today.monthFigures.onTime'), value: share(month.onTimeRate), number: 'onTime' },
  ];
  if (hasSubordinates) {
    figures.push({
      label: t('today.monthFigures.unanswered'),
      value: format.number(month.unanswered),
      number: 'unanswered',
      bad: month.unanswered > 0,
    });
  }
  return (
    <Card title={t('today.month')} extra={format.month(month.month)}>
      <dl className={css.figures}>
        {figures.map(({ label, value, number, bad }) => (
          <div key={number}>
            <dt className={css.quiet}>{label}</dt>
            <dd>
              {value === null ? (
                <span className={css.quiet}>{t('today.noFigure')}</span>
              ) : (
                <Link
                  {...places.month({ month: month.month, number })}
                  className={bad ? `${css.number} ${css.bad}` : css.number}
                >
                  {value}
                </Link>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
