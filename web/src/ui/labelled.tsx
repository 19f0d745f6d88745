import type { ReactNode } from 'react';
import { useId } from 'react';
import css from './labelled.module.css';

type FieldIds = { id: string; 'aria-describedby': string | undefined; 'aria-invalid': true | undefined };

export type LabelledProps = {
  label: ReactNode;
  /** At the right of the label, quieter. */
  extra?: ReactNode;
  error?: string | undefined;
  children: (ids: FieldIds) => ReactNode;
};

/** A field with its label above and its error below, tied together for screen readers. */
export function Labelled({ label, extra, error, children }: LabelledProps) {
  const id = useId();
  const errorId = `${id}-error`;
  return (
    <div className={css.field}>
      <div className={css.head}>
        <label htmlFor={id}>{label}</label>
        {extra ? <span className={css.extra}>{extra}</span> : null}
      </div>
      {children({ id, 'aria-describedby': error ? errorId : undefined, 'aria-invalid': error ? true : undefined })}
      {error ? (
        <p className={css.error} id={errorId} role="alert">
          {error}
        </p>
      ) : null}
    </div>
  );
}

/** A group of controls under one name. */
export function Grouped({ label, extra, error, children }: Omit<LabelledProps, 'children'> & { children: ReactNode }) {
  const id = useId();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot lay its legend beside the quieter words
    <div className={css.field} role="group" aria-labelledby={id}>
      <div className={css.head}>
        <span id={id}>{label}</span>
        {extra ? <span className={css.extra}>{extra}</span> : null}
      </div>
      {children}
      {error ? (
        <p className={css.error} role="alert">
          {error}
        </p>
      ) : null}
    </div>
  );
}
