/**
 * Texts: `const t = useT(); t('customers.title')`, `t('common.items', { count: 3 })`. Keys and placeholders are checked
 * by the compiler. A text is added in contract/texts/zh-CN/<module>.ts first; the compiler then asks for the others.
 */
import type { FormatterModule } from 'i18next';
import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import type { Locale } from '../../../contract/auth.ts';
import type { TextKey, TextParams } from '../../../contract/texts/index.ts';
import { loadTexts } from '../../../contract/texts/index.ts';

export type T = <K extends TextKey>(
  key: K,
  ...params: keyof TextParams<K> extends never ? [] : [TextParams<K>]
) => string;
/** For keys put together at run time, whose placeholders the compiler cannot see. */
export type LooseT = (key: TextKey, params?: Record<string, string | number>) => string;

type Tree = { [key: string]: string | Tree };

/** Writes `{one, other}` as the suffixed keys that i18next picks by the plural rules. */
function suffixPlurals(tree: Tree): Tree {
  const out: Tree = {};
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string') out[key] = value;
    else if (Object.keys(value).join() === 'one,other') {
      out[`${key}_one`] = value.one ?? '';
      out[`${key}_other`] = value.other ?? '';
    } else out[key] = suffixPlurals(value);
  }
  return out;
}

/** Numbers stand in a text as its language writes them: 12,345. */
const numbers: FormatterModule = {
  type: 'formatter',
  init: () => undefined,
  add: () => undefined,
  addCached: () => undefined,
  format: (value: unknown, _format, locale) =>
    typeof value === 'number' ? value.toLocaleString(locale) : String(value ?? ''),
};

let ready: Promise<unknown> | undefined;
let wanted: Locale | undefined;

/** Loads a language when needed and switches to it; of several asked for at once the last one stays. */
export async function setLanguage(locale: Locale): Promise<void> {
  wanted = locale;
  ready ??= i18next
    .use(initReactI18next)
    .use(numbers)
    .init({
      lng: locale,
      fallbackLng: false,
      resources: {},
      interpolation: { escapeValue: false, alwaysFormat: true },
      react: { useSuspense: false, bindI18n: 'languageChanged' },
    });
  const [texts] = await Promise.all([loadTexts[locale](), ready]);
  if (!i18next.hasResourceBundle(locale, 'translation')) {
    i18next.addResourceBundle(locale, 'translation', suffixPlurals(texts as unknown as Tree));
  }
  if (wanted !== locale) return;
  await i18next.changeLanguage(locale);
  document.documentElement.lang = locale;
}

export function useT(): T {
  return useTranslation().t as unknown as T;
}

export function useLocale(): Locale {
  return useTranslation().i18n.language as Locale;
}
