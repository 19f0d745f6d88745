import { describe, expect, test } from 'vitest';
import type { Permission } from '../../contract/permissions.ts';
import type { Actor } from './actor.ts';
import { maskedData, maskPhone, phoneFor, sentPhone, wordsFor } from './masking.ts';

const actor = (...permissions: Permission[]): Actor => ({
  id: 'me',
  name: '孙丽',
  post: null,
  permissions: new Set(permissions),
  line: new Set(['me']),
  everyone: false,
  sessionId: null,
  locale: 'zh-CN',
  mustChangePassword: false,
});

describe('a telephone', () => {
  test.each([
    ['13812345678', '138****5678'],
    ['+86 138-1234-5678', '138****5678'],
    ['021-55556666', '021****6666'],
    ['(0512) 5555 6666 转 801', '051****6801'],
    ['55556666', '****666'],
    ['5555666', '****666'],
    ['110', '****'],
    ['总机转张工', '****'],
  ])('%s is shown as %s', (phone, shown) => expect(maskPhone(phone)).toBe(shown));

  test('is read with the permission, and by the owner', () => {
    expect(phoneFor(actor(), 'other', '13812345678')).toBe('138****5678');
    expect(phoneFor(actor(), 'me', '13812345678')).toBe('13812345678');
    expect(phoneFor(actor('customers.phones'), 'other', '13812345678')).toBe('13812345678');
    expect(phoneFor(actor(), 'other', null)).toBeNull();
    expect(wordsFor(actor())).toBe('open');
    expect(wordsFor(actor('customers.phones'))).toBe('all');
  });

  test('its mask is no change, and never takes its place', () => {
    expect(sentPhone('138****5678', '13812345678')).toBeUndefined();
    expect(sentPhone('13900001111', '13812345678')).toBe('13900001111');
    expect(sentPhone(null, '13812345678')).toBeNull();
    expect(() => sentPhone('139****1111', '13812345678')).toThrow(expect.objectContaining({ code: 'common.invalid' }));
  });
});

test('data of events is masked wherever a telephone stands in it', () => {
  const data = {
    name: '陈静',
    phone: '13812345678',
    changes: [
      { field: 'phone', from: null, to: '13812345678' },
      { field: 'name', from: '13812345678', to: '陈静' },
    ],
    kept: { contactPhone: '021-55556666', people: ['王'] },
  };
  expect(maskedData(actor(), 'other', data)).toEqual({
    name: '陈静',
    phone: '138****5678',
    changes: [
      { field: 'phone', from: null, to: '138****5678' },
      { field: 'name', from: '13812345678', to: '陈静' },
    ],
    kept: { contactPhone: '021****6666', people: ['王'] },
  });
  expect(maskedData(actor('customers.phones'), 'other', data)).toBe(data);
});
