import { useNavigate } from '@tanstack/react-router';
import { useSignOut } from '../../features/auth/sign-out.ts';
import type { Command } from '../../features/search/components/palette.tsx';
import { locales, themes } from '../../lib/choices.ts';
import { useMay, usePreferences } from '../../lib/me.ts';
import { useT } from '../../lib/texts.ts';
import { creations } from './create-menu.tsx';
import { useMenu } from './side-menu.tsx';

/** Everything that can be done by typing its name, in the order of use: begin something, go somewhere, settings. */
export function useCommands(): Command[] {
  const t = useT();
  const may = useMay();
  const navigate = useNavigate();
  const prefer = usePreferences();
  const signOut = useSignOut();
  const places = useMenu().flatMap((group) => group.entries);
  return [
    ...creations
      .filter(({ permission }) => may(permission))
      .map(({ text, place }) => ({ key: text, label: t(text), run: () => void navigate(place) })),
    ...places.map(({ to, text }) => ({
      key: to,
      label: t('search.goTo', { place: t(text) }),
      word: t(text),
      run: () => void navigate({ to }),
    })),
    {
      key: 'messages',
      label: t('search.goTo', { place: t('messages.title') }),
      word: t('messages.title'),
      run: () => void navigate({ to: '/messages' }),
    },
    {
      key: 'me',
      label: t('search.goTo', { place: t('auth.me') }),
      word: t('auth.me'),
      run: () => void navigate({ to: '/me' }),
    },
    ...locales.map(({ locale, name }) => ({
      key: locale,
      label: t('search.setLanguage', { name }),
      word: name,
      run: () => void prefer({ locale }),
    })),
    ...themes.map((theme) => ({
      key: theme,
      label: t('search.setTheme', { name: t(`shell.themes.${theme}`) }),
      word: t(`shell.themes.${theme}`),
      run: () => void prefer({ theme }),
    })),
    { key: 'signOut', label: t('shell.signOut'), run: signOut },
  ];
}
