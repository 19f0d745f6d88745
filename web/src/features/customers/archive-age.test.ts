import { describe, expect, test } from 'vitest';
import { archiveAge, isStale } from './archive-age.ts';

describe('archive age', () => {
  test('counts whole days', () => {
    const now = Date.parse('2026-11-22T08:00:00Z');
    expect(archiveAge('2026-11-22T07:00:00Z', now)).toBe(0);
    expect(archiveAge('2026-11-20T09:00:00Z', now)).toBe(1);
    expect(archiveAge('2026-11-23T00:00:00Z', now)).toBe(0);
  });

  test('wants maintenance from its day on', () => {
    const now = new Date('2026-11-22T08:00:00Z');
    expect(isStale('2026-11-22T08:00:01Z', now)).toBe(false);
    expect(isStale('2026-11-22T08:00:00Z', now)).toBe(true);
  });
});
