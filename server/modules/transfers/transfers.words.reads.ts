import { locales } from '../../../contract/auth.ts';
import { loadTexts } from '../../../contract/texts/index.ts';

/** The texts of somebody's language, for headings, words and reasons. */
export function wordsOf(locale: string) {
  return loadTexts[locales.find((one) => one === locale) ?? 'zh-CN']();
}
