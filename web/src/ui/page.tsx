import type { ReactNode } from 'react';
import { useEffect } from 'react';
import { useT } from '../lib/texts.ts';
import css from './page.module.css';

type PageProps = { title: string; subtitle?: ReactNode; actions?: ReactNode; children: ReactNode };

/** The frame of every page: its one heading, what can be done, and the content. */
export function Page({ title, subtitle, actions, children }: PageProps) {
  const t = useT();
  useEffect(() => {
    document.title = `${title} ${t('common.separator')} ${t('shell.product')}`;
  }, [title, t]);
  return (
    <div className={css.page}>
      <header className={css.head}>
        <div className={css.titles}>
          <h1 className={css.title}>{title}</h1>
          {subtitle ? <div className={css.subtitle}>{subtitle}</div> : null}
        </div>
        {actions ? <div className={css.actions}>{actions}</div> : null}
      </header>
      {children}
    </div>
  );
}
