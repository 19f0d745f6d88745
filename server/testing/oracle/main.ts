import { parseArgs } from 'node:util';
import { enterTestServer } from '../global-setup.ts';
import { report, runWorlds, undeclaredOf } from './runner.ts';

/**
 * `npm run oracle -- --worlds 500 --seed 1234 --at 2026-11-22T02:00:00Z`: draws that many worlds from consecutive seeds
 * and looks for leaks, losses and writes that should have been refused. The same seed and instant draw the same worlds.
 */
const { values } = parseArgs({
  options: {
    worlds: { type: 'string', default: '100' },
    seed: { type: 'string' },
    at: { type: 'string' },
    /** Do not stop at the first batch of worlds in which something is found. */
    all: { type: 'boolean', default: false },
  },
});

const server = await enterTestServer();
try {
  const missing = await undeclaredOf(server);
  for (const line of missing) console.error(line);
  const outcome = await runWorlds(server, {
    worlds: Math.max(1, Number(values.worlds)),
    ...(values.seed && { seed: Number(values.seed) }),
    ...(values.at && { at: new Date(values.at) }),
    stopAtFirst: !values.all,
    say: (line) => console.log(line),
  });
  console.log(report(outcome));
  process.exitCode = outcome.findings.length + missing.length > 0 ? 1 : 0;
} finally {
  await server.leave();
}
