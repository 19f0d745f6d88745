import { describe, expect, test } from 'vitest';
import { isWeakPassword, oneTimePassword } from './auth.password.rules.ts';

const owner = { login: 'east.rep1', name: '张晓雯', company: '远帆材料有限公司' };

describe('a password is refused when it', () => {
  const refused = {
    'is too short': 'tide-7Moo',
    'is too long': 'x7-'.repeat(43),
    'is short although it takes many bytes': '远帆远行春江',
    'is one of the commonest': 'password123',
    'is one of the commonest in disguise': 'P@ssw0rd2026!',
    'is a common word with a year': 'Welcome2026!',
    'repeats one character': 'aaaaaaaaaaaa',
    'repeats a group': 'abcdabcdabcd',
    'uses three characters': 'abcacbbacabc',
    counts: '1234567890',
    'counts down': '0987654321',
    'runs along the keyboard': 'qwertyuiop',
    'runs down the columns': '1qaz2wsx3edc',
    'is the login': 'East.Rep1East.Rep1',
    'is the login with a number': 'east.rep20261122',
    'is the name with a number': '张晓雯19900101',
    'is the company': '远帆材料有限公司2026',
  };
  for (const [why, password] of Object.entries(refused)) {
    test(why, () => expect(isWeakPassword(password, owner)).toBe(true));
  }
});

test('what is long and unlike the person is taken, whatever it is made of', () => {
  for (const password of [
    'three tides a day',
    '春江潮水连海平海上明月',
    'kq7-vx2m-9dpw',
    '8391057264',
    'password of my aunt',
  ]) {
    expect(isWeakPassword(password, owner)).toBe(false);
  }
  expect(isWeakPassword('three tides a day', { login: 'x', name: '', company: '' })).toBe(false);
});

test('a one-time password passes the rule itself', () => {
  const password = oneTimePassword((below) => Math.floor(Math.random() * below));
  expect(password).toMatch(/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/);
  expect(isWeakPassword(password, owner)).toBe(false);
});
