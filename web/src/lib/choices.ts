import type { Locale } from '../../../contract/auth.ts';
import type { Theme } from './preferences.ts';

/** Languages, each under its own name. */
export const locales: { locale: Locale; name: string }[] = [
  { locale: 'zh-CN', name: '简体中文' },
  { locale: 'zh-TW', name: '繁體中文' },
  { locale: 'en', name: 'English' },
];

export const themes: Theme[] = ['light', 'dark', 'system'];
