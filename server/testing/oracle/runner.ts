import { randomInt } from 'node:crypto';
import type { TestServer } from './database.ts';
import type { Finding } from './looks.ts';
import type { Coverage } from './run.ts';
import { emptyCoverage, runBatch, undeclared, undriven } from './run.ts';
import { createSubject } from './subject.ts';

const worldsSideBySide = 10;
/** One batch in this many runs jobs, live connections and allowed writes as well. */
const liveEvery = 4;
const shownFindings = 30;

export type RunOptions = {
  worlds: number;
  /** Further worlds are drawn until this many milliseconds have passed. */
  millis?: number;
  /** Further worlds, up to three times as many, until all that the inventory promises has been driven. */
  untilDriven?: boolean;
  /** Random unless given. */
  seed?: number;
  /** What the clock of the application says; now unless given. */
  at?: Date;
  stopAtFirst: boolean;
  say: (line: string) => void;
};

export type RunOutcome = {
  seed: number;
  at: Date;
  worlds: number;
  findings: (Finding & { seeds: string })[];
  /** The worlds of the first batch in which something was found, in words. */
  story: string;
  coverage: Coverage;
  millis: number;
};

/** Draws worlds from consecutive seeds, batch by batch. */
export async function runWorlds(server: TestServer, options: RunOptions): Promise<RunOutcome> {
  const started = Date.now();
  const seed = options.seed ?? randomInt(1, 2 ** 31);
  const outcome: RunOutcome = {
    seed,
    at: options.at ?? new Date(),
    worlds: 0,
    findings: [],
    story: '',
    coverage: emptyCoverage(),
    millis: 0,
  };
  options.say(`seed ${seed} at ${outcome.at.toISOString()}`);
  const wanting = () =>
    options.untilDriven && outcome.worlds < options.worlds * 3 && undriven(outcome.coverage).length > 0;
  const few = () => outcome.worlds < options.worlds;
  const early = () => Date.now() - started < (options.millis ?? 0);
  for (let batch = 0; few() || early() || wanting(); batch += 1) {
    const live = batch % liveEvery === 0 || !(few() || early());
    const count = Math.min(worldsSideBySide, few() ? options.worlds - outcome.worlds : worldsSideBySide);
    const first = seed + outcome.worlds;
    const seeds = Array.from({ length: count }, (_, index) => first + index);
    const { at, coverage } = outcome;
    const { findings, worlds } = await runBatch(server, seeds, { at, live, coverage });
    outcome.worlds += count;
    outcome.story ||= worlds;
    outcome.findings.push(...findings.map((one) => ({ ...one, seeds: `${first}…${first + count - 1}` })));
    if (findings.length > 0 && options.stopAtFirst) break;
  }
  outcome.millis = Date.now() - started;
  return outcome;
}

/** What was found, the worlds it was found in, and how to see it again. */
export function report({ seed, at, worlds, findings, story, millis }: RunOutcome): string {
  const summary = `${worlds} worlds from seed ${seed} in ${(millis / 1000).toFixed(1)} s: ${findings.length} found`;
  if (findings.length === 0) return summary;
  const first = findings[0]?.seeds.split('…')[0];
  const again = `again: npm run oracle -- --worlds ${Math.min(worldsSideBySide, worlds)} --seed ${first} --at ${at.toISOString()}`;
  const lines = findings
    .slice(0, shownFindings)
    .map((one) => `${one.route} as ${one.who} (${one.seeds}): ${one.what}\n    ${one.request}`);
  return [story, ...lines, summary, again].join('\n');
}

/** Differences between the routes of the running application and the inventory. */
export async function undeclaredOf(server: TestServer): Promise<string[]> {
  const subject = await createSubject(server, new Date());
  try {
    return undeclared(subject.app.http.printRoutes({ commonPrefix: false }));
  } finally {
    await subject.stop();
  }
}
