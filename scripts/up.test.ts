import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');

function up(...args: string[]) {
  return spawnSync(process.execPath, [join(root, 'scripts', 'up.mjs'), ...args], { cwd: '/', encoding: 'utf8' });
}

test('every command of package.json is known, and every known one is in package.json', () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  const listed = [...up().stderr.matchAll(/^ {2}(\S+) /gm)].map(([, name]) => name);
  expect(listed.sort()).toEqual(Object.keys(scripts).sort());
  for (const [name, command] of Object.entries(scripts)) expect(command).toBe(`node scripts/up.mjs ${name}`);
});

test('an unknown command is refused with the list', () => {
  const { status, stderr } = up('strat');
  expect(status).toBe(1);
  expect(stderr).toMatch(/Unknown command "strat"[\s\S]*start /);
});

test('arguments, output and exit status are those of the command', { timeout: 60_000 }, () => {
  expect(up('licheng', 'help')).toMatchObject({ status: 0, stdout: expect.stringContaining('admin create') });
  expect(up('licheng', 'nonsense')).toMatchObject({ status: 1, stderr: expect.stringContaining('"nonsense"') });
});

test('what runs on any Node from 18 uses nothing newer', () => {
  // Node 18 has no import.meta.dirname and no Promise.withResolvers.
  for (const file of ['../up', 'commands', 'console', 'install', 'lock', 'npm', 'paths', 'run', 'runtime', 'web']) {
    const text = readFileSync(join(root, 'scripts', 'up', `${file}.mjs`), 'utf8');
    expect(text).not.toMatch(/import\.meta\.(?:dirname|filename)|withResolvers|from '(?!node:|\.)/);
  }
});
