import { useMemo } from 'react';
import type { Format } from './formats.ts';
import { createFormat } from './formats.ts';
import { useMe } from './me.ts';
import { useLocale } from './texts.ts';

/** Dates, numbers and money as the signed-in person reads them. */
export function useFormat(): Format {
  const locale = useLocale();
  const { timeZone } = useMe().company;
  return useMemo(() => createFormat(locale, timeZone), [locale, timeZone]);
}
