import type { ReactNode } from 'react';
import { useT } from '../../../lib/texts.ts';
import css from './archive.module.css';

export type ValueProps = { label: ReactNode; name?: string; value: ReactNode; wide?: boolean; onFill?: () => void };

/** One line of the archive; a blank one offers to be filled in. */
export function Value({ label, name, value, wide, onFill }: ValueProps) {
  const t = useT();
  const blank = t('customers.archive.noValue');
  return (
    <div className={wide ? `${css.value} ${css.wide}` : css.value}>
      <dt>{label}</dt>
      <dd>
        {value ??
          (onFill ? (
            <button type="button" className={css.blank} onClick={onFill}>
              {blank}
              <span className="sr-only"> {t('customers.archive.editField', { field: name ?? String(label) })}</span>
            </button>
          ) : (
            <span className={css.none}>{blank}</span>
          ))}
      </dd>
    </div>
  );
}
