import type { Locale } from '../auth.ts';
import type { Keys, Placeholders, Shape, TextAt } from './shape.ts';
import type { texts as chinese } from './zh-CN/index.ts';

/** Simplified Chinese defines which texts there are; the other languages satisfy the same shape. */
export type Texts = typeof chinese;
export type TextKey = Keys<Texts>;
/** A `count` is a number: it picks the plural form, and is written as the language writes numbers. */
export type TextParams<K extends TextKey> = {
  [P in Placeholders<TextAt<Texts, K>>]: P extends 'count' ? number : string | number;
};

/** Each language is loaded when it is first needed. */
export const loadTexts: Record<Locale, () => Promise<Shape<Texts>>> = {
  'zh-CN': () => import('./zh-CN/index.ts').then((module) => module.texts),
  'zh-TW': () => import('./zh-TW/index.ts').then((module) => module.texts),
  en: () => import('./en/index.ts').then((module) => module.texts),
};
