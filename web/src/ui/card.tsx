import type { ReactNode } from 'react';
import { useId } from 'react';
import css from './card.module.css';

type CardProps = { title?: ReactNode; extra?: ReactNode; children: ReactNode; className?: string };

/** A titled surface; a region of the page for screen readers. */
export function Card({ title, extra, children, className }: CardProps) {
  const titleId = useId();
  return (
    <section
      className={className ? `${css.card} ${className}` : css.card}
      aria-labelledby={title ? titleId : undefined}
    >
      {title ? (
        <div className={css.head}>
          <h2 className={css.title} id={titleId}>
            {title}
          </h2>
          {extra ? <div className={css.extra}>{extra}</div> : null}
        </div>
      ) : null}
      {children}
    </section>
  );
}

type RowProps = { lead?: ReactNode; children: ReactNode; second?: ReactNode; end?: ReactNode; below?: ReactNode };

/**
 * One line of a card: what kind, what, a quieter second line, what can be done, and what opens below when it is done
 * in place. Stands in a `<ul>`.
 */
export function Row({ lead, children, second, end, below }: RowProps) {
  return (
    <li className={css.row}>
      {lead ? <div className={css.lead}>{lead}</div> : null}
      <div className={css.body}>
        {children}
        {second ? <div className={css.second}>{second}</div> : null}
      </div>
      {end ? <div className={css.end}>{end}</div> : null}
      {below ? <div className={css.below}>{below}</div> : null}
    </li>
  );
}
