import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'licheng-boundaries-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** One violation of each rule: the file and what it imports. */
const violations: Record<string, readonly [from: string, to: string]> = {
  'contract-alone': ['contract/base.ts', 'server/main/config.ts'],
  'web-knows-the-contract': ['web/src/lib/server.ts', 'server/platform/time.ts'],
  'platform-below-modules': ['server/platform/scope.ts', 'server/modules/org/index.ts'],
  'migrations-stand-alone': ['server/migrations/0001-first.ts', 'contract/base.ts'],
  'main-on-top': ['server/modules/org/org.reads.ts', 'server/main/app.ts'],
  'testing-in-tests': ['server/main/app.ts', 'server/testing/app.ts'],
  'module-is-in-a-tier': ['server/main/modules.ts', 'server/modules/weather/index.ts'],
  'module-by-its-index': ['server/modules/plans/plans.service.ts', 'server/modules/customers/customers.store.ts'],
  'module-file-says-its-kind': ['server/modules/org/org.service.ts', 'server/modules/org/helpers.ts'],
  'index-of-own-files': ['server/modules/files/index.ts', 'server/platform/files.ts'],
  'tier-0': ['server/modules/org/org.line.service.ts', 'server/modules/auth/index.ts'],
  'tier-1': ['server/modules/search/search.service.ts', 'server/modules/customers/index.ts'],
  'tier-2': ['server/modules/customers/customers.service.ts', 'server/modules/visits/index.ts'],
  'tier-3': ['server/modules/visits/visits.service.ts', 'server/modules/transfers/index.ts'],
  'router-calls': ['server/modules/plans/plans.router.ts', 'server/modules/plans/plans.store.ts'],
  'routes-call': ['server/modules/files/files.routes.ts', 'server/modules/files/files.store.ts'],
  'service-does-not-call-up': ['server/modules/leads/leads.service.ts', 'server/modules/leads/leads.jobs.ts'],
  'rules-are-pure': ['server/modules/plans/plans.week.rules.ts', 'server/platform/db.ts'],
  'store-is-sql': ['server/modules/org/org.store.ts', 'server/modules/org/org.tree.service.ts'],
  'reads-only-read': ['server/modules/org/org.list.reads.ts', 'server/modules/org/org.list.service.ts'],
  'jobs-call-services': ['server/modules/org/org.jobs.ts', 'server/modules/org/org.router.ts'],
  'lib-below-all': ['web/src/lib/dates.ts', 'web/src/ui/card.ts'],
  'ui-knows-no-business': ['web/src/ui/chip.ts', 'web/src/widgets/picker.ts'],
  'widgets-below-features': ['web/src/widgets/timeline.ts', 'web/src/features/plans/api.ts'],
  'features-apart': ['web/src/features/visits/page.ts', 'web/src/features/plans/list.ts'],
};

/** Imports that the rules have to let pass. */
const fitting: readonly (readonly [from: string, to: string])[] = [
  ['server/modules/plans/plans.jobs.ts', 'server/modules/plans/plans.service.ts'],
  ['server/modules/plans/plans.month.service.ts', 'server/modules/customers/index.ts'],
  ['server/modules/plans/plans.month.rules.ts', 'server/platform/errors.ts'],
  ['server/modules/plans/plans.month.policy.ts', 'server/platform/text.names.ts'],
  ['server/modules/plans/plans.test.ts', 'server/testing/app.ts'],
  ['server/modules/visits/index.ts', 'server/modules/visits/visits.reads.ts'],
  ['web/src/features/visits/record.ts', 'web/src/widgets/picker.ts'],
  ['web/src/lib/client.ts', 'contract/base.ts'],
];

function writeImport(from: string, to: string): void {
  for (const file of [from, to]) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), 'export {};\n', { flag: 'a' });
  }
  const path = '../'.repeat(from.split('/').length - 1) + to;
  writeFileSync(join(folder, from), `import * as it from './${path}';\nconsole.log(it);\n`, { flag: 'a' });
}

type Found = { from: string; to: string; rule: { name: string } };

function cruise(): Found[] {
  const program = join(root, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruiser.mjs');
  const args = [program, '--config', join(root, '.dependency-cruiser.cjs'), '--output-type', 'json', 'contract'];
  const { stdout } = spawnSync(process.execPath, [...args, 'server', 'web/src'], { cwd: folder, encoding: 'utf8' });
  return (JSON.parse(stdout) as { summary: { violations: Found[] } }).summary.violations;
}

test('every boundary bites, and what is allowed passes', { timeout: 60_000 }, () => {
  for (const [from, to] of [...Object.values(violations), ...fitting]) writeImport(from, to);
  writeImport('server/platform/cycle.a.ts', 'server/platform/cycle.b.ts');
  writeImport('server/platform/cycle.b.ts', 'server/platform/cycle.a.ts');
  writeFileSync(join(folder, 'server/platform/lost.ts'), `import './nowhere.ts';\n`);
  const found = cruise();
  for (const [rule, [from, to]] of Object.entries(violations)) {
    const bites = found.some(
      (one) => one.rule.name === rule && one.from === from && (one.to === to || one.to === from),
    );
    expect(bites, `${rule}: ${from} → ${to}`).toBe(true);
  }
  expect(found.some(({ rule, from }) => rule.name === 'no-cycles' && from.includes('cycle'))).toBe(true);
  expect(found.some(({ rule, from }) => rule.name === 'resolves' && from.endsWith('lost.ts'))).toBe(true);
  for (const [from, to] of fitting) {
    expect(found.filter((one) => one.from === from && one.to === to).map((one) => one.rule.name)).toEqual([]);
  }
});
