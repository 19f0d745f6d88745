import { expect, inject, test, vi } from 'vitest';
import { undriven } from './run.ts';
import { report, runWorlds, undeclaredOf } from './runner.ts';

const fewestWorlds = 100;
const millis = 60_000;

vi.mock('../../platform/reach.costs.ts', async () => {
  const { sidesInTurns } = await import('./sides.ts');
  return sidesInTurns();
});

test('every route that is served is in the inventory, and nothing else is', async () => {
  expect(await undeclaredOf(inject('testServer'))).toEqual([]);
});

test('nobody sees, learns or changes what is not theirs', { timeout: 900_000 }, async () => {
  const outcome = await runWorlds(inject('testServer'), {
    worlds: fewestWorlds,
    millis,
    untilDriven: true,
    stopAtFirst: true,
    say: (line) => console.log(`oracle: ${line}`),
  });
  console.log(`oracle: ${outcome.worlds} worlds in ${(outcome.millis / 1000).toFixed(1)} s`);
  if (outcome.findings.length > 0) throw new Error(report(outcome));
  expect(undriven(outcome.coverage)).toEqual([]);
});
