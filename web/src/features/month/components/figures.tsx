import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { MonthFigures } from '../../../../../contract/plans.ts';
import { useFormat } from '../../../lib/format.ts';
import { useT } from '../../../lib/texts.ts';
import css from './month.module.css';

export type MonthNumber = 'items' | 'due' | 'completed' | 'onTime' | 'evaluated' | 'unanswered';

/** A number that opens the items behind it. */
export function NumberLink({
  figures,
  number,
  children,
}: {
  figures: MonthFigures;
  number: MonthNumber;
  children?: ReactNode;
}) {
  const t = useT();
  const format = useFormat();
  const value = figures[number];
  if (value === 0) return <span className={css.zero}>{children ?? 0}</span>;
  return (
    <Link to="." search={(search) => ({ ...search, number, rowsOf: figures.person.id })} className={css.number} replace>
      {children ?? format.number(value)}
      <span className="sr-only">
        {t('month.open', { name: figures.person.name, what: t(`month.numbers.${number}`), count: value })}
      </span>
    </Link>
  );
}

/** A share drawn as a bar, with its number beside it. */
export function Share({ value, tone }: { value: number | null; tone?: 'ok' | 'warn' }) {
  const t = useT();
  const format = useFormat();
  if (value === null) return <span className={css.zero}>{t('month.none')}</span>;
  const percent = Math.round(value * 100);
  return (
    <span className={css.share}>
      <span className={css.track} aria-hidden>
        <span
          className={(tone ?? (value >= 0.8 ? 'ok' : 'warn')) === 'ok' ? css.good : css.weak}
          style={{ width: `${Math.min(percent, 100)}%` }}
        />
      </span>
      {format.percent(value)}
    </span>
  );
}

type FigureProps = { title: string; value: ReactNode; bar?: ReactNode; rows: ReactNode };

function Figure({ title, value, bar, rows }: FigureProps) {
  return (
    <section className={css.figure} aria-label={title}>
      <h2 className={css.name}>{title}</h2>
      <div className={css.value}>{value}</div>
      {bar}
      <div className={css.rows}>{rows}</div>
    </section>
  );
}

/** The figures of a person's month, each with the counts it is made of; with `answers` what they owe others. */
export function Figures({ figures, answers }: { figures: MonthFigures; answers: boolean }) {
  const t = useT();
  const format = useFormat();
  const { planScore, completionRate, onTimeRate } = figures;
  const count = (number: MonthNumber) => (
    <NumberLink figures={figures} number={number}>
      {t('month.counted', { what: t(`month.numbers.${number}`), count: figures[number] })}
    </NumberLink>
  );
  return (
    <div className={css.figures}>
      <Figure
        title={t('month.planScore')}
        value={planScore === null ? t('month.none') : format.score(planScore)}
        bar={planScore === null ? null : <Share value={planScore / 5} tone={planScore < 3 ? 'warn' : 'ok'} />}
        rows={count('evaluated')}
      />
      <Figure
        title={t('month.completion')}
        value={completionRate === null ? t('month.none') : format.percent(completionRate)}
        bar={completionRate === null ? null : <Share value={completionRate} />}
        rows={
          <>
            {count('completed')} {count('due')} {count('items')}
          </>
        }
      />
      <Figure
        title={t('month.punctuality')}
        value={onTimeRate === null ? t('month.none') : format.percent(onTimeRate)}
        bar={onTimeRate === null ? null : <Share value={onTimeRate} />}
        rows={count('onTime')}
      />
      {answers ? (
        <Figure
          title={t('month.unanswered')}
          value={<NumberLink figures={figures} number="unanswered" />}
          rows={<span>{t('month.unansweredHint')}</span>}
        />
      ) : null}
    </div>
  );
}
