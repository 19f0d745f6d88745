import { expect, test } from 'vitest';
import { createFormat } from './formats.ts';

const chinese = createFormat('zh-CN', 'Asia/Shanghai');
const english = createFormat('en', 'Asia/Shanghai');
const now = Date.parse('2026-11-22T04:00:00Z');

test('a calendar day is the same day in every zone', () => {
  expect(createFormat('zh-CN', 'Pacific/Kiritimati').day('2026-11-22')).toBe('2026年11月22日');
  expect(createFormat('zh-CN', 'Pacific/Pago_Pago').day('2026-11-22')).toBe('2026年11月22日');
});

test('an instant is shown in the company zone', () => {
  expect(chinese.time('2026-11-22T17:30:00Z')).toBe('01:30');
  expect(chinese.time('2026-11-22T16:00:00Z')).toBe('00:00');
  expect(chinese.dateTime('2026-11-22T17:30:00Z')).toBe('2026年11月23日 01:30');
});

test('recent times are told as distances, old ones as dates', () => {
  expect(chinese.relative('2026-11-22T03:59:40Z', now)).toBe('此刻');
  expect(chinese.relative('2026-11-22T02:00:00Z', now)).toBe('2小时前');
  expect(english.relative('2026-11-21T02:00:00Z', now)).toBe('yesterday');
  expect(english.relative('2026-09-01T02:00:00Z', now)).toBe('Sep 1, 2026');
});

test('money keeps every digit', () => {
  expect(chinese.money('9999999999999.99')).toBe('¥9,999,999,999,999.99');
  expect(chinese.money('1860000')).toBe('¥1,860,000');
  expect(chinese.money('1300.10')).toBe('¥1,300.10');
  expect(chinese.quantity(1234.000001)).toBe('1,234.000001');
});
