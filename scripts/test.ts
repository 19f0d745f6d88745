import { checks } from './testing/checks.ts';
import type { Stage } from './testing/stage.ts';
import { measureAll, summary } from './testing/stage.ts';
import { buildWeb, runBrowser, runVitest } from './testing/suites.ts';

/**
 * Everything that is checked and tested. `--static` runs what needs no running product; other arguments are names of
 * test files and run those alone. What fails does not keep the rest from running.
 */
const given = process.argv.slice(2);
const filters = given.filter((word) => word !== '--static');
const unit: Stage = { name: 'unit and API', run: () => runVitest(filters) };
const browser: Stage = { name: 'browser', run: runBrowser };
const build: Stage = { name: 'web build', run: buildWeb };

const isStatic = given.includes('--static');
const quick = filters.length > 0 ? [] : isStatic ? checks : [...checks, build];
const long = isStatic ? [] : filters.length > 0 ? [unit] : [unit, browser];
const results = [...(await measureAll(quick, 2)), ...(await measureAll(long, 1))];
console.log(summary(results));
process.exitCode = results.some(({ failed }) => failed > 0) ? 1 : 0;
