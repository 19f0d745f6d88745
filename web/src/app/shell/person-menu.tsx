import { useNavigate } from '@tanstack/react-router';
import type { MenuProps } from 'antd';
import { useSignOut } from '../../features/auth/sign-out.ts';
import { locales, themes } from '../../lib/choices.ts';
import { useMe, usePreferences } from '../../lib/me.ts';
import { useT } from '../../lib/texts.ts';
import { DropMenu } from '../../ui/drop-menu.tsx';
import { Avatar } from '../../ui/person-name.tsx';
import css from './top-bar.module.css';

/** Name and post; language, theme, safety of the account, sign-out. */
export function PersonMenu() {
  const t = useT();
  const me = useMe();
  const navigate = useNavigate();
  const prefer = usePreferences();
  const signOut = useSignOut();
  const choices = (group: string, entries: MenuProps['items']) => ({
    key: group,
    label: t(`shell.${group}` as 'shell.theme'),
    children: entries,
  });
  const items: MenuProps['items'] = [
    choices(
      'language',
      locales.map(({ locale, name }) => ({ key: locale, label: name, onClick: () => void prefer({ locale }) })),
    ),
    choices(
      'theme',
      themes.map((theme) => ({ key: theme, label: t(`shell.themes.${theme}`), onClick: () => void prefer({ theme }) })),
    ),
    { type: 'divider' },
    { key: 'sessions', label: t('shell.sessions'), onClick: () => void navigate({ to: '/me/sessions' }) },
    { key: 'secondStep', label: t('shell.secondStep'), onClick: () => void navigate({ to: '/me/second-step' }) },
    { key: 'password', label: t('shell.password'), onClick: () => void navigate({ to: '/me/password' }) },
    { type: 'divider' },
    { key: 'signOut', label: t('shell.signOut'), onClick: signOut },
  ];
  return (
    <DropMenu menu={{ items, selectable: true, selectedKeys: [me.locale, me.theme] }}>
      <button type="button" className={css.person} aria-haspopup="menu">
        <span className="sr-only">{t('shell.person')}</span>
        <Avatar name={me.name} />
        <span>{me.name}</span>
        {me.post ? <span className={css.post}>{me.post}</span> : null}
      </button>
    </DropMenu>
  );
}
