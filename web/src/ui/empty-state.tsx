import type { ReactNode } from 'react';
import css from './states.module.css';

type EmptyStateProps = { title: string; hint?: ReactNode; action?: ReactNode; icon?: ReactNode; compact?: boolean };

/** Says what will stand here and offers the first step toward it. */
export function EmptyState({ title, hint, action, icon, compact }: EmptyStateProps) {
  return (
    <div className={compact ? `${css.state} ${css.compact}` : css.state}>
      {icon ? (
        <span className={css.icon} aria-hidden>
          {icon}
        </span>
      ) : null}
      <p className={css.title}>{title}</p>
      {hint ? <p>{hint}</p> : null}
      {action ? <div className={css.actions}>{action}</div> : null}
    </div>
  );
}
