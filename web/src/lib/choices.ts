import type { Locale } from '../../../contract/auth.ts';
import type { Theme } from './preferences.ts';

/** Languages, each under its own name. */
export const locales: { locale: Locale; name: string }[] = [
  { locale: 'zh-CN', name: '简体中文' },
  { locale: 'zh-TW', name: '繁體中文' },
  { locale: 'en', name: 'English' },
];

/** The first of a browser's languages that there is: traditional or simplified Chinese, English; English when none is. */
export function nearestLocale(languages: readonly string[]): Locale {
  for (const language of languages) {
    const wanted = language.toLowerCase();
    if (/^zh-(?:.*-)?(?:tw|hk|mo|hant)\b/.test(wanted)) return 'zh-TW';
    if (/^zh\b/.test(wanted)) return 'zh-CN';
    if (/^en\b/.test(wanted)) return 'en';
  }
  return 'en';
}

export const themes: Theme[] = ['light', 'dark', 'system'];
