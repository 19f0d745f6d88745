import { SearchOutlined } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { Bell } from '../../features/messages/components/bell.tsx';
import { usePhone } from '../../lib/media.ts';
import { useT } from '../../lib/texts.ts';
import { CreateMenu } from './create-menu.tsx';
import { PersonMenu } from './person-menu.tsx';
import css from './top-bar.module.css';

const onApple = /mac|iphone|ipad/i.test(navigator.userAgent);

/** Name, search and commands, create, messages, person. */
export function TopBar({ onSearch }: { onSearch: () => void }) {
  const t = useT();
  const phone = usePhone();
  return (
    <header className={css.top}>
      <Link to="/today" className={css.product}>
        {t('shell.product')}
      </Link>
      <button
        type="button"
        className={css.search}
        onClick={onSearch}
        aria-label={phone ? t('search.open') : undefined}
        aria-keyshortcuts="Control+K Meta+K"
      >
        <SearchOutlined aria-hidden />
        <span className={css.placeholder}>{t('search.placeholder')}</span>
        <kbd className={css.kbd} aria-hidden>
          {onApple ? '⌘ K' : 'Ctrl K'}
        </kbd>
      </button>
      <div className={css.space} />
      <CreateMenu />
      <Bell />
      {phone ? null : <PersonMenu />}
    </header>
  );
}
