import { useCallback } from 'react';
import { useLocale } from './texts.ts';

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** Writes a number of bytes in the unit that people read: 1.2 MB. */
export function useFileSize(): (bytes: number) => string {
  const locale = useLocale();
  return useCallback(
    (bytes) => {
      const power = Math.min(Math.floor(Math.log2(Math.max(bytes, 1)) / 10), units.length - 1);
      return (bytes / 1024 ** power).toLocaleString(locale, {
        style: 'unit',
        unit: units[power] ?? 'byte',
        unitDisplay: 'narrow',
        maximumFractionDigits: power > 1 ? 1 : 0,
      });
    },
    [locale],
  );
}
