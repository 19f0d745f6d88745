import type { ReactNode } from 'react';
import { locales } from '../../../lib/choices.ts';
import { rememberLocale } from '../../../lib/preferences.ts';
import { setLanguage, useLocale, useT } from '../../../lib/texts.ts';
import css from './gate.module.css';

/** The frame of the pages before the shell: the product, one box, the languages. */
export function Gate({ title, children, beside }: { title: string; children: ReactNode; beside?: ReactNode }) {
  const t = useT();
  const current = useLocale();
  return (
    <div className={css.gate}>
      <header className={css.product}>
        <p className={css.name}>{t('shell.product')}</p>
        <p className={css.slogan}>{t('auth.slogan')}</p>
        <div className={css.languages}>
          {locales.map(({ locale, name }) => (
            <button
              key={locale}
              type="button"
              lang={locale}
              aria-pressed={locale === current}
              className={css.language}
              onClick={() => {
                rememberLocale(locale);
                void setLanguage(locale);
              }}
            >
              {name}
            </button>
          ))}
        </div>
      </header>
      <main className={css.boxes}>
        <section className={css.box}>
          <h1 className={css.title}>{title}</h1>
          {children}
        </section>
        {beside}
      </main>
    </div>
  );
}
