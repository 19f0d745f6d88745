import { useSyncExternalStore } from 'react';
import type { Locale, themes } from '../../../contract/auth.ts';
import { nearestLocale } from './choices.ts';

export type Theme = (typeof themes)[number];
const localeKey = 'licheng.locale';
const themeKey = 'licheng.theme';
const listeners = new Set<() => void>();
const dark = window.matchMedia('(prefers-color-scheme: dark)');

function isLocale(value: string | null): value is Locale {
  return value === 'zh-CN' || value === 'zh-TW' || value === 'en';
}

/** The language before anybody has signed in: the last one used here, else the browser's nearest. */
export function startLocale(): Locale {
  const stored = localStorage.getItem(localeKey);
  if (isLocale(stored)) return stored;
  return nearestLocale(navigator.languages);
}

export function rememberLocale(locale: Locale): void {
  localStorage.setItem(localeKey, locale);
}

function readTheme(): Theme {
  const stored = localStorage.getItem(themeKey);
  return stored === 'light' || stored === 'dark' ? stored : 'system';
}

export function setTheme(theme: Theme): void {
  if (theme === readTheme()) return;
  localStorage.setItem(themeKey, theme);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  dark.addEventListener('change', listener);
  return () => {
    listeners.delete(listener);
    dark.removeEventListener('change', listener);
  };
}

/** Whether the dark theme is on, by choice or by the system. */
export function useDark(): boolean {
  return useSyncExternalStore(subscribe, () => {
    const theme = readTheme();
    return theme === 'dark' || (theme === 'system' && dark.matches);
  });
}
