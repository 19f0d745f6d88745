import { Link, Outlet } from '@tanstack/react-router';
import { App } from 'antd';
import { useMay } from '../../lib/me.ts';
import { useT } from '../../lib/texts.ts';
import { menu } from './menu.ts';
import css from './shell.module.css';

export default function Shell() {
  const t = useT();
  const may = useMay();
  return (
    <App className={css.app} message={{ top: 56 }}>
      <header className={css.top}>{t('shell.product')}</header>
      <nav className={css.nav} aria-label={t('shell.mainMenu')}>
        {menu
          .flatMap((group) => group.entries)
          .filter((entry) => !entry.permission || may(entry.permission))
          .map((entry) => (
            <Link key={entry.to} to={entry.to} className={css.link} activeProps={{ className: css.current }}>
              {t(entry.text as 'shell.menu.today')}
            </Link>
          ))}
      </nav>
      <main className={css.main} id="content">
        <Outlet />
      </main>
    </App>
  );
}
