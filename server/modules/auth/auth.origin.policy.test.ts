import { expect, test } from 'vitest';
import { isLocalRequest, isOwnOrigin } from './auth.origin.policy.ts';

test('a page of this host, by whichever scheme and with the port that goes without saying, is our own', () => {
  expect(isOwnOrigin({}, 'crm.example.com')).toBe(true);
  expect(isOwnOrigin({ origin: 'https://crm.example.com' }, 'crm.example.com')).toBe(true);
  expect(isOwnOrigin({ origin: 'https://crm.example.com' }, 'CRM.example.com:443')).toBe(true);
  expect(isOwnOrigin({ origin: 'http://127.0.0.1:3000' }, '127.0.0.1:3000')).toBe(true);
  expect(isOwnOrigin({ 'sec-fetch-site': 'same-origin' }, 'crm.example.com')).toBe(true);
  expect(isOwnOrigin({ 'sec-fetch-site': 'none' }, 'crm.example.com')).toBe(true);
});

test('the browser’s word is taken when a proxy gives the host another name', () => {
  const headers = { origin: 'https://crm.example.com', 'sec-fetch-site': 'same-origin' };
  expect(isOwnOrigin(headers, '127.0.0.1:3000')).toBe(true);
  expect(isOwnOrigin({ ...headers, 'sec-fetch-site': 'same-site' }, 'crm.example.com')).toBe(false);
  expect(isLocalRequest({ ...headers, host: '127.0.0.1:3000' }, 3000)).toBe(false);
});

test('any other page is foreign', () => {
  const foreign = ['https://evil.example', 'https://crm.example.com.evil.example', 'https://www.crm.example.com'];
  for (const origin of [...foreign, 'https://crm.example.com:8443', 'null', '', 'file://', 'about:blank']) {
    expect([origin, isOwnOrigin({ origin }, 'crm.example.com')]).toEqual([origin, false]);
  }
  expect(isOwnOrigin({ 'sec-fetch-site': 'cross-site' }, 'crm.example.com')).toBe(false);
  expect(isOwnOrigin({ 'sec-fetch-site': 'same-site' }, 'crm.example.com')).toBe(false);
});

test('a local request names this machine and the port that is listened on', () => {
  for (const host of ['127.0.0.1:3000', 'localhost:3000', 'LOCALHOST:3000', '[::1]:3000']) {
    expect(isLocalRequest({ host }, 3000)).toBe(true);
    expect(isLocalRequest({ host, origin: `http://${host.toLowerCase()}` }, 3000)).toBe(true);
    expect(isLocalRequest({ host, origin: `https://${host.toLowerCase()}` }, 3000)).toBe(false);
    expect(isLocalRequest({ host, origin: 'http://evil.example' }, 3000)).toBe(false);
    expect(isLocalRequest({ host, origin: 'http://localhost:3001' }, 3000)).toBe(false);
    expect(isLocalRequest({ host, origin: 'null' }, 3000)).toBe(false);
    expect(isLocalRequest({ host, 'sec-fetch-site': 'cross-site' }, 3000)).toBe(false);
    expect(isLocalRequest({ host }, 3001)).toBe(false);
  }
  const foreign = [
    'evil.example:3000',
    'localhost.evil.example:3000',
    '127.0.0.1.nip.io:3000',
    '10.0.0.5:3000',
    '0:3000',
  ];
  for (const host of [...foreign, 'evil@localhost:3000', 'localhost:3000@evil', '2130706433:3000', '', undefined]) {
    expect([host, isLocalRequest({ host }, 3000)]).toEqual([host, false]);
  }
  expect(isLocalRequest({ host: 'localhost' }, 80)).toBe(true);
  expect(isLocalRequest({ host: 'localhost' }, 3000)).toBe(false);
});
