import { useFormat } from '../../../lib/format.ts';
import type { Outcome } from './import-rows.tsx';
import css from './imports.module.css';

type Figure = { outcome: Outcome; label: string; count?: number };
type OutcomeFiguresProps = { figures: Figure[]; chosen: Outcome; onChoose: (outcome: Outcome) => void };

/** Numbers of rows by outcome; each opens its rows. */
export function OutcomeFigures({ figures, chosen, onChoose }: OutcomeFiguresProps) {
  const format = useFormat();
  return (
    <div className={css.figures}>
      {figures.map(({ outcome, label, count }) => (
        <button
          key={outcome}
          type="button"
          className={css.figure}
          aria-pressed={chosen === outcome}
          onClick={() => onChoose(outcome)}
        >
          {count === undefined ? null : <strong>{format.number(count)}</strong>}
          {label}
        </button>
      ))}
    </div>
  );
}
