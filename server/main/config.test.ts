import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readConfig } from './config.ts';

const folder = mkdtempSync(join(tmpdir(), 'licheng config '));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const good = randomBytes(32).toString('hex');
const production = { DATABASE_URL: 'postgresql://u:p@db/licheng', LICHENG_SECRET: good };

describe('start', () => {
  test('defaults: loopback, port 3000, embedded database in ./data, demo company', () => {
    const config = readConfig({ LICHENG_SECRET: good }, { mode: 'start' });
    expect(config).toMatchObject({ host: '127.0.0.1', port: 3000, databaseUrl: null, demo: true, secret: good });
    expect(config.dataDir).toBe(resolve('data'));
    expect(config.version).toMatch(/^\d+\.\d+\.\d+/);
  });

  test('makes the secret once and keeps it readable by its owner alone', () => {
    const env = { LICHENG_DATA_DIR: join(folder, 'kept') };
    const first = readConfig(env, { mode: 'start' }).secret;
    expect(Buffer.byteLength(first)).toBeGreaterThanOrEqual(32);
    expect(readConfig(env, { mode: 'start' }).secret).toBe(first);
    expect(readConfig(env, { mode: 'cli' }).secret).toBe(first);
    const file = join(folder, 'kept', 'secret');
    expect(readFileSync(file, 'utf8').trim()).toBe(first);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    chmodSync(file, 0o600);
    writeFileSync(file, 'short\n');
    expect(() => readConfig(env, { mode: 'start' })).toThrow(/secret in .* has 5 bytes/);
  });

  test('a data folder that cannot be made is named', () => {
    writeFileSync(join(folder, 'file'), '');
    const env = { LICHENG_DATA_DIR: join(folder, 'file', 'data') };
    expect(() => readConfig(env, { mode: 'start' })).toThrow(
      /data folder .*file.data cannot be used.*LICHENG_DATA_DIR/,
    );
  });

  test('demo can be switched off', () => {
    for (const off of ['0', 'false', 'No', 'off']) {
      expect(readConfig({ LICHENG_SECRET: good, LICHENG_DEMO: off }, { mode: 'start' }).demo).toBe(false);
    }
    expect(() => readConfig({ LICHENG_SECRET: good, LICHENG_DEMO: 'maybe' }, { mode: 'start' })).toThrow(
      /write 1 or 0/,
    );
  });
});

describe('serve', () => {
  test('needs a database and a secret, and says both at once, a line each', () => {
    expect(() => readConfig({}, { mode: 'serve' })).toThrow(/^DATABASE_URL is missing.*\nLICHENG_SECRET is missing.*$/);
  });

  test('has no demo, and refuses it', () => {
    expect(readConfig(production, { mode: 'serve' })).toMatchObject({ demo: false, secret: good });
    expect(() => readConfig({ ...production, LICHENG_DEMO: '1' }, { mode: 'serve' })).toThrow(/LICHENG_DEMO=1/);
  });

  test.each([
    ['', 'is empty'],
    ['   ', 'is empty'],
    ['Xk29vQ', 'has 6 bytes'],
    ['a'.repeat(64), 'easy to guess'],
    ['abc123'.repeat(12), 'easy to guess'],
    ['0123456789abcdef0123456789abcdef', 'easy to guess'],
    ['abcdefghijklmnopqrstuvwxyz0123456789', 'easy to guess'],
    ['better-auth-secret-12345678901234567890', 'easy to guess'],
    ['please-change-this-secret-key-to-something', 'easy to guess'],
    ['changeme-changeme-changeme-changeme-1', 'easy to guess'],
  ])('refuses the secret %j', (secret, flaw) => {
    const env = { ...production, LICHENG_SECRET: secret };
    expect(() => readConfig(env, { mode: 'serve' })).toThrow(flaw);
    if (secret.trim()) expect(() => readConfig(env, { mode: 'serve' })).not.toThrow(secret);
  });

  test('accepts what generators make', () => {
    for (let i = 0; i < 500; i++) {
      for (const encoding of ['hex', 'base64url', 'base64'] as const) {
        const secret = randomBytes(24).toString(encoding);
        expect(readConfig({ ...production, LICHENG_SECRET: secret }, { mode: 'serve' }).secret).toBe(secret);
      }
    }
  });

  test('never repeats the password of the database', () => {
    const env = { ...production, DATABASE_URL: 'mysql://root:hunter2@db/x' };
    expect(() => readConfig(env, { mode: 'serve' })).toThrow(/DATABASE_URL is not/);
    expect(() => readConfig(env, { mode: 'serve' })).not.toThrow(/hunter2/);
  });
});

test('an unknown LICHENG_ name is refused with the nearest one', () => {
  const misspelt = [
    ['LICHENG_DATADIR', 'LICHENG_DATA_DIR'],
    ['LICHENG_SECRETS', 'LICHENG_SECRET'],
    ['LICHENG_DEMOS', 'LICHENG_DEMO'],
    ['licheng_demo', 'LICHENG_DEMO'],
  ] as const;
  for (const [wrong, right] of misspelt) {
    const env = { LICHENG_SECRET: good, [wrong]: '1' };
    expect(() => readConfig(env, { mode: 'start' })).toThrow(`${wrong} is not a setting; did you mean ${right}?`);
  }
});

test('a port or host that cannot be is refused', () => {
  for (const PORT of ['abc', '-1', '65536', '3000x', '3e3']) {
    expect(() => readConfig({ LICHENG_SECRET: good, PORT }, { mode: 'test' })).toThrow(/PORT is/);
  }
  expect(readConfig({ PORT: '', HOST: '::1' }, { mode: 'test' })).toMatchObject({ port: 3000, host: '::1' });
  expect(() => readConfig({ HOST: 'http://x' }, { mode: 'test' })).toThrow(/HOST is/);
});
