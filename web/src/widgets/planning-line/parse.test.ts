import { describe, expect, test } from 'vitest';
import { customerQuery, matchCustomer } from './customer-match.ts';
import { findDay } from './day-words.ts';
import { parseLine } from './parse.ts';

// A Thursday.
const base = { today: '2026-11-26', week: '2026-11-23' };
const parse = (line: string) => parseLine(line, base);

describe('days', () => {
  test.each([
    ['今天 x', '2026-11-26'],
    ['明天 x', '2026-11-27'],
    ['后天x', '2026-11-28'],
    ['周五 x', '2026-11-27'],
    ['週五 x', '2026-11-27'],
    ['周二 x', '2026-12-01'],
    ['星期天 x', '2026-11-29'],
    ['下周一 x', '2026-11-30'],
    ['下週五 x', '2026-12-04'],
    ['下下周一 x', '2026-12-07'],
    ['11月30日 x', '2026-11-30'],
    ['12/3 x', '2026-12-03'],
    ['1月5日 x', '2027-01-05'],
    ['28号 x', '2026-11-28'],
    ['3号 x', '2026-12-03'],
    ['2026-12-24 x', '2026-12-24'],
    ['tomorrow x', '2026-11-27'],
    ['Tue x', '2026-12-01'],
    ['Thursday x', '2026-11-26'],
    ['next Mon x', '2026-11-30'],
    ['Dec 3 x', '2026-12-03'],
    ['3 Dec x', '2026-12-03'],
    ['下周二 拜访 x', '2026-12-01'],
  ])('%s', (line, day) => {
    expect(parse(line)).toMatchObject({ day, rest: 'x' });
  });

  test('a weekday means the week on the screen when that week is still to come', () => {
    expect(parseLine('周二 x', { today: '2026-11-26', week: '2026-12-07' }).day).toBe('2026-12-08');
    expect(parseLine('周二 x', { today: '2026-11-26', week: '2026-11-09' }).day).toBe('2026-12-01');
  });

  test.each([
    ['13/45 x', '13/45 x'],
    ['2月30日 x', '2月30日 x'],
    ['Monitor x', 'Monitor x'],
    ['Sunshine x', 'Sunshine x'],
    ['x 周会材料', 'x 周会材料'],
  ])('%s names no day', (line, rest) => {
    expect(parse(line)).toMatchObject({ day: null, rest });
  });

  test.each([
    ['周五前发修订报价', '2026-11-27'],
    ['send the offer by Friday', '2026-11-27'],
    ['12月3日前答复', '2026-12-03'],
    ['讨论 3/4 的货', null],
    ['价格 5-10', null],
    ['提交报价', null],
  ])('a day inside a sentence: %s', (sentence, day) => {
    expect(findDay(sentence, base)).toBe(day);
  });
});

describe('times', () => {
  test.each([
    ['10-11 x', '10:00', '11:00'],
    ['9:30-10:30 x', '09:30', '10:30'],
    ['9：30－10：30 x', '09:30', '10:30'],
    ['10点 x', '10:00', '11:00'],
    ['10点半 x', '10:30', '11:30'],
    ['10点到11点半 x', '10:00', '11:30'],
    ['下午3点 x', '15:00', '16:00'],
    ['下午2-3点 x', '14:00', '15:00'],
    ['上午10点 x', '10:00', '11:00'],
    ['中午12点 x', '12:00', '13:00'],
    ['3-4 x', '15:00', '16:00'],
    ['10-2 x', '10:00', '14:00'],
    ['14:00 x', '14:00', '15:00'],
    ['2-3pm x', '14:00', '15:00'],
    ['11am-1pm x', '11:00', '13:00'],
    ['9:30am x', '09:30', '10:30'],
    ['23:30 x', '23:30', '23:59'],
  ])('%s', (line, startTime, endTime) => {
    expect(parse(line)).toMatchObject({ startTime, endTime, rest: 'x' });
  });

  test.each(['25-26 x', '10 x', '3家客户 x', '11-25% x', '10: x'])('%s names no time', (line) => {
    expect(parse(line)).toMatchObject({ startTime: null, rest: line });
  });
});

describe('the whole line', () => {
  const customers = [
    { id: '1', name: '上海永晟化工有限公司' },
    { id: '2', name: '永晟物流' },
    { id: '3', name: 'Acme Corporation' },
    { id: '4', name: 'Acme Tools' },
  ];

  test('day, time, customer, expected result', () => {
    const line = parse('周二 10-11 永晟 确认试样结果');
    expect(line).toMatchObject({ day: '2026-12-01', startTime: '10:00', endTime: '11:00', rest: '永晟 确认试样结果' });
    expect(customerQuery(line.rest)).toBe('永晟');
    expect(matchCustomer(line.rest, customers)).toMatchObject({ customer: { id: '1' }, rest: '确认试样结果' });
  });

  test('written without spaces, with the activity, with the time at the end', () => {
    const line = parse('明天下午3点拜访永晟化工确认试样结果');
    expect(line).toMatchObject({ day: '2026-11-27', startTime: '15:00', activity: 'visit' });
    expect(matchCustomer(line.rest, customers)).toMatchObject({ customer: { id: '1' }, rest: '确认试样结果' });
    expect(parse('确认试样结果 周二 10-11')).toMatchObject({
      day: '2026-12-01',
      startTime: '10:00',
      rest: '确认试样结果',
    });
    expect(parse('周二 电话 永晟 ')).toMatchObject({ activity: 'call', rest: '永晟' });
  });

  test('English', () => {
    const line = parse('Tue 10-11 Acme confirm sample');
    expect(line).toMatchObject({ day: '2026-12-01', startTime: '10:00', rest: 'Acme confirm sample' });
    expect(matchCustomer(line.rest, customers)).toMatchObject({ customer: { id: '3' }, rest: 'confirm sample' });
    expect(matchCustomer('acme tools confirm', customers)).toMatchObject({ customer: { id: '4' }, rest: 'confirm' });
    expect(matchCustomer('with Acme confirm', customers)).toMatchObject({ customer: { id: '3' }, rest: 'confirm' });
    expect(customerQuery('with Acme confirm')).toBe('Acme');
  });

  test('a name with a word more than the archive knows', () => {
    expect(matchCustomer('永晟化工厂 确认', customers)).toMatchObject({ customer: { id: '1' }, rest: '确认' });
  });

  test('no customer: half a word is not a name', () => {
    expect(matchCustomer('上海出差订机票酒店 准备', customers)).toBeNull();
    expect(matchCustomer('Ac confirm', customers)).toBeNull();
    expect(matchCustomer('整理资料', customers)).toBeNull();
    expect(customerQuery('a')).toBeNull();
  });

  test('important, empty, only a day', () => {
    expect(parse('! 周五 交周报')).toMatchObject({ isImportant: true, day: '2026-11-27', rest: '交周报' });
    expect(parse('')).toMatchObject({ day: null, rest: '' });
    expect(parse('周五')).toMatchObject({ day: '2026-11-27', rest: '' });
  });
});
