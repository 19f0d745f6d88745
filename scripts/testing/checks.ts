import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Counts, Ended, Stage } from './stage.ts';
import { root, tool } from './stage.ts';

/** What is checked without running the product: each counts as one. */
export const checks: readonly Stage[] = [
  { name: 'types', run: () => check(tool('typescript/bin/tsc', ['--noEmit'])) },
  {
    name: 'lint',
    run: () => check(tool('@biomejs/biome/bin/biome', ['check', '--error-on-warnings', '--max-diagnostics=50'])),
  },
  { name: 'boundaries', run: checkBoundaries },
  { name: 'dead exports', run: () => check(tool('knip/bin/knip.js', ['--no-progress'])) },
];

async function check(ended: Promise<Ended>): Promise<Counts> {
  const { code, output } = await ended;
  if (code === 0) return { passed: 1, failed: 0 };
  console.log(output.trim());
  return { passed: 0, failed: 1 };
}

type Violation = { readonly from: string; readonly to: string; readonly rule: { readonly name: string } };
type Cruise = {
  readonly summary: {
    readonly violations: readonly Violation[];
    readonly ruleSetUsed: { readonly forbidden: readonly { readonly name: string; readonly comment: string }[] };
  };
};

async function checkBoundaries(): Promise<Counts> {
  const folders = ['contract', 'server', 'web/src', 'e2e', 'bench', 'scripts'].filter((folder) =>
    existsSync(join(root, folder)),
  );
  const args = ['--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...folders];
  const { output, stdout } = await tool('dependency-cruiser/bin/dependency-cruiser.mjs', args);
  if (!stdout.startsWith('{')) throw new Error(output);
  const { summary } = JSON.parse(stdout) as Cruise;
  for (const { from, to, rule } of summary.violations) {
    const why = summary.ruleSetUsed.forbidden.find(({ name }) => name === rule.name)?.comment ?? '';
    console.log(`${from} → ${to}\n  ${rule.name}: ${why}`);
  }
  return summary.violations.length === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}
