import { useId, useState } from 'react';
import { useFormat } from '../../lib/format.ts';
import { useT } from '../../lib/texts.ts';
import css from './score-input.module.css';

const stars = [1, 2, 3, 4, 5];

type ScoreInputProps = { label: string; value: number | null; onChange: (score: number) => void; disabled?: boolean };

/** 1 to 5 in halves by one click: the right half of a star is the whole score, its left half the half below. */
export function ScoreInput({ label, value, onChange, disabled }: ScoreInputProps) {
  const t = useT();
  const format = useFormat();
  const name = useId();
  const [pointed, setPointed] = useState<number | null>(null);
  const shown = pointed ?? value ?? 0;
  const half = (score: number) => (
    <label
      className={Number.isInteger(score) ? css.whole : css.half}
      onMouseEnter={() => setPointed(score)}
      title={format.score(score)}
    >
      <input
        type="radio"
        name={name}
        className={css.radio}
        checked={value === score}
        disabled={disabled}
        aria-label={t('plans.points', { score: format.score(score) })}
        onChange={() => onChange(score)}
        // A second click on the score that stands already goes on to the advice as the first does.
        onClick={() => value === score && onChange(score)}
      />
    </label>
  );
  return (
    <fieldset className={css.scores} aria-label={label} onMouseLeave={() => setPointed(null)}>
      {stars.map((star) => (
        <span key={star} className={css.star}>
          <span className={css.empty} aria-hidden>
            ★
          </span>
          <span
            className={css.full}
            style={{ width: `${Math.min(Math.max(shown - star + 1, 0), 1) * 100}%` }}
            aria-hidden
          >
            ★
          </span>
          {star > 1 ? half(star - 0.5) : null}
          {half(star)}
        </span>
      ))}
      <b className={css.number}>{shown ? format.score(shown) : ''}</b>
    </fieldset>
  );
}
