import type { ReactNode } from 'react';
import css from './chip.module.css';

type ChipProps = {
  on: boolean;
  onToggle: () => void;
  children: ReactNode;
  /** Said by screen readers where the words alone are not enough. */
  label?: string;
  title?: string;
};

/** One of a few choices, pressed or not. */
export function Chip({ on, onToggle, children, label, title }: ChipProps) {
  return (
    <button
      type="button"
      className={on ? `${css.chip} ${css.on}` : css.chip}
      aria-pressed={on}
      aria-label={label}
      title={title}
      onClick={onToggle}
    >
      {children}
    </button>
  );
}

/** Chips beside each other, named as a group. */
export function Chips({ label, children }: { label: string; children: ReactNode }) {
  return (
    <fieldset className={css.chips} aria-label={label}>
      {children}
    </fieldset>
  );
}
