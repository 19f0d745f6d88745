import { expect, inject, test, vi } from 'vitest';
import type * as Reach from '../../platform/reach.ts';
import { undriven } from './run.ts';
import { report, runWorlds, undeclaredOf } from './runner.ts';

const fewestWorlds = 100;
const millis = 60_000;

// Customers of a line are found from the teams or asked one by one, whatever is cheaper; in worlds so small it would
// always be the former, so here the two take turns.
vi.mock('../../platform/reach.ts', async (original): Promise<typeof Reach> => {
  const { customerOfLine, customerSeenRow } = await import('../../platform/scope.ts');
  let turns = 0;
  return {
    ...(await original<typeof Reach>()),
    seenFrom: async (_db, actor, customerId) => {
      turns += 1;
      return turns % 2 === 0 ? customerOfLine(actor, customerId) : customerSeenRow(actor, customerId);
    },
  };
});

test('every route that is served is in the inventory, and nothing else is', async () => {
  expect(await undeclaredOf(inject('testServer'))).toEqual([]);
});

test('nobody sees, learns or changes what is not theirs', { timeout: 900_000 }, async () => {
  const outcome = await runWorlds(inject('testServer'), {
    worlds: fewestWorlds,
    millis,
    stopAtFirst: true,
    say: (line) => console.log(`oracle: ${line}`),
  });
  console.log(`oracle: ${outcome.worlds} worlds in ${(outcome.millis / 1000).toFixed(1)} s`);
  if (outcome.findings.length > 0) throw new Error(report(outcome));
  expect(undriven(outcome.coverage)).toEqual([]);
});
