import { describe, expect, it } from 'vitest';
import { newId } from './ids.ts';

const inOrder = (ids: readonly string[]) => ids.every((id, index) => index === 0 || (ids[index - 1] ?? '') < id);

describe('ids', () => {
  it('follow each other, also past what a millisecond holds', () => {
    const ids = Array.from({ length: 10_000 }, () => newId());
    expect(inOrder(ids)).toBe(true);
  });

  it('carry the time that is told, and follow each other within it', () => {
    const at = new Date('2026-03-01T08:00:00Z');
    const before = newId();
    const past = Array.from({ length: 10_000 }, () => {
      newId(new Date('2026-03-01T08:00:01Z'));
      return newId(at);
    });
    expect(Number.parseInt((past[0] ?? '').replaceAll('-', '').slice(0, 12), 16)).toBe(at.getTime());
    expect(inOrder(past)).toBe(true);
    expect(newId(new Date('2026-02-01T08:00:00Z')) < (past[0] ?? '')).toBe(true);
    expect(before < newId()).toBe(true);
  });
});
