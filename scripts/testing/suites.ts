import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureBrowser } from './browser.ts';
import type { Counts } from './stage.ts';
import { root, run, tool } from './stage.ts';

type Report = {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly {
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
};

/** Unit and API tests; `filters` are names of files. A file that breaks before its first test counts as a failure. */
export async function runVitest(filters: readonly string[]): Promise<Counts> {
  const file = join(root, '.cache', 'vitest.json');
  await rm(file, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const { code } = await tool('vitest/vitest.mjs', ['run', ...reporters, ...filters], { live: true });
  if (!existsSync(file)) return { passed: 0, failed: 1 };
  const report = JSON.parse(await readFile(file, 'utf8')) as Report;
  const broken = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  );
  const failed = report.numFailedTests + broken.length;
  // An error outside of any test fails the run and no test.
  return { passed: report.numPassedTests, failed: failed === 0 && code !== 0 ? 1 : failed };
}

/** The web pages are built from what stands in the folder. */
export async function buildWeb(): Promise<Counts> {
  const { code, output } = await run(process.execPath, ['scripts/up.mjs', 'build']);
  if (code === 0) return { passed: 1, failed: 0 };
  console.log(output.trim());
  return { passed: 0, failed: 1 };
}

/** The journeys in a real browser; their runner ends with a line of JSON. */
export async function runBrowser(): Promise<Counts> {
  await ensureBrowser();
  const { code, output } = await run(process.execPath, ['e2e/run.ts'], { live: true });
  const last = output.trim().split('\n').at(-1) ?? '';
  const counts = last.startsWith('{') ? (JSON.parse(last) as Counts) : { passed: 0, failed: 0 };
  return { passed: counts.passed, failed: counts.failed === 0 && code !== 0 ? 1 : counts.failed };
}
