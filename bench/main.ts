import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { createPool } from '../server/platform/db/db.ts';
import { migrateToLatest } from '../server/platform/db/migrate.ts';
import { startEmbedded } from '../server/platform/embedded/index.ts';
import { startChild } from './child.ts';
import type { BenchPerson } from './company.ts';
import { loadCompany } from './company.ts';
import type { ListScenario } from './customers-list.ts';
import { filterOf, listPath, listScenarios, profiles, statementOf } from './customers-list.ts';
import type { Figures } from './drive.ts';
import { drive, middle } from './drive.ts';
import { latencies } from './latencies.ts';
import { loadOwnFields, measureOwnFields } from './own-fields.ts';
import { loadPages, measurePages } from './pages.ts';
import { loadHistories, timelinePath, timelineStatements, timelinesOf } from './timeline.ts';
import { proofs, prove } from './workflow-proof.ts';

/*
 * npm run bench -- customers-list|customers-filter [--rows 10000,1000000] [--seconds 4] [--rounds 3]
 * Prints one JSON line per size and person: the application and a bare Node server with the same SQL, side by side.
 * npm run bench -- customers-search [--rows 10000,1000000]
 * Prints one JSON line per size, person and request: filters, orders, groups and searches at one client.
 * npm run bench -- timeline [--rows 10000,1000000] [--seconds 4] [--rounds 3]
 * The same side by side for timelines: of a customer like all others and of one with 100,000 events, ten for each other.
 * npm run bench -- customers-fields [--rows 10000,1000000]
 * Prints one JSON line per size, person and filter or order by an own field; the plans stand beside the data.
 * npm run bench -- pages [--rows 10000,1000000]
 * The same for the pages beside the list: who knows whom, pools, stale archives, handovers, imports.
 * npm run bench -- workflow-kill [--rounds 200] [--database-rounds 20]
 * Kills the server, then the database, while people work on workflows; one JSON line of what was answered and is wrong.
 * npm run bench -- workflow-races [--rounds 10] and workflow-timers [--rounds 10000]
 * Eight processes on the same instances; so many timers that come due at once after a downtime, for four workers.
 */
const root = join(import.meta.dirname, '..');
const say = (line: string) => process.stderr.write(`${line}\n`);

function option(name: string, otherwise: string): string {
  const at = process.argv.indexOf(`--${name}`);
  return at === -1 ? otherwise : (process.argv[at + 1] ?? otherwise);
}

const scenario = process.argv[2];
if (scenario && Object.hasOwn(proofs, scenario)) {
  const usual = { 'workflow-kill': '200', 'workflow-races': '10', 'workflow-timers': '10000' }[scenario] ?? '1';
  await prove(
    scenario,
    join(root, '.cache'),
    Number(option('rounds', usual)),
    Number(option('database-rounds', '20')),
    say,
  );
  process.exit();
}
const compared = listScenarios.find((name) => name === scenario);
if (!compared && !['customers-fields', 'customers-search', 'pages', 'timeline'].includes(scenario ?? '')) {
  say(
    'Usage: npm run bench -- customers-list|customers-filter|customers-search|customers-fields|pages|timeline|workflow-kill|workflow-races|workflow-timers [--rows 10000,1000000] [--seconds 4] [--rounds 3]',
  );
  process.exit(2);
}
const sizes = option('rows', '10000,1000000').split(',').map(Number);
const seconds = Number(option('seconds', '4'));
const rounds = Number(option('rounds', '3'));

for (const rows of sizes) await measure(rows);

async function measure(rows: number): Promise<void> {
  const dataDir = join(root, '.cache', `bench-${rows}`);
  await mkdir(dataDir, { recursive: true });
  const database = await startEmbedded({ dataDir, log: say });
  const pool = createPool(database.url, 4);
  try {
    await migrateToLatest(pool);
    const people = await companyOf(pool, rows);
    if (scenario === 'customers-fields') await fields(pool, dataDir, rows, people);
    else if (scenario === 'pages') await pages(pool, dataDir, rows, people);
    else if (scenario === 'timeline') await timelines(pool, database.url, dataDir, rows, people);
    else if (compared) await lists(pool, database.url, dataDir, rows, people, compared);
    else await answer(pool, database.url, dataDir, rows, people);
  } finally {
    await pool.end();
    await database.stop();
  }
}

async function companyOf(pool: pg.Pool, rows: number): Promise<BenchPerson[]> {
  const known = await pool.query<BenchPerson>(
    `select id, login, substring(login from 2 for 1)::int as level from users order by login`,
  );
  if (known.rows.length > 0) return known.rows;
  say(`loading ${rows} customers`);
  return loadCompany(pool, rows, (done) => {
    if (done % 100_000 === 0) say(`  ${done}`);
  });
}

async function fields(pool: pg.Pool, dataDir: string, rows: number, people: BenchPerson[]): Promise<void> {
  await loadOwnFields(pool);
  const plans: string[] = [];
  for (const { plan, ...figures } of await measureOwnFields(pool, people)) {
    console.log(JSON.stringify({ scenario: 'customers-fields', rows, ...figures }));
    plans.push(`${figures.profile}, ${figures.name}: ${figures.ms} ms\n${plan}`);
  }
  await writeFile(join(dataDir, 'plans-fields.txt'), `${plans.join('\n\n')}\n`);
}

async function pages(pool: pg.Pool, dataDir: string, rows: number, people: BenchPerson[]): Promise<void> {
  await loadPages(pool, say);
  const plans: string[] = [];
  for (const { profile, person } of chosenOf(people)) {
    for (const { plan, ...figures } of await measurePages(pool, person)) {
      console.log(JSON.stringify({ scenario: 'pages', rows, profile, ...figures }));
      plans.push(`${profile}, ${figures.name}: ${figures.ms} ms\n${plan}`);
    }
  }
  await writeFile(join(dataDir, 'plans-pages.txt'), `${plans.join('\n\n')}\n`);
}

async function answer(pool: pg.Pool, databaseUrl: string, dataDir: string, rows: number, people: BenchPerson[]) {
  const app = await startChild('app-server.ts', { databaseUrl, dataDir });
  try {
    for (const { profile, person } of chosenOf(people)) {
      const cookie = await signIn(app.url, person.login);
      for (const figures of await latencies(pool, app.url, cookie)) {
        console.log(JSON.stringify({ scenario: 'customers-search', rows, profile, ...figures }));
      }
    }
  } finally {
    await app.stop();
  }
}

function chosenOf(people: readonly BenchPerson[]) {
  return Object.entries(profiles).map(([profile, level]) => {
    const person = people.find((one) => one.level === level);
    if (!person) throw new Error(`nobody on level ${level}`);
    return { profile, person };
  });
}

/** What is asked of both servers: by whom, where, and the statements behind it. */
type Asked = {
  profile: string;
  name: string;
  person: BenchPerson;
  path: string;
  statements: Awaited<ReturnType<typeof statementOf>>[];
};

function textOf({ sql, plan }: Asked['statements'][number]): string {
  return `${sql}\n\n${plan.join('\n')}\n`;
}

async function lists(
  pool: pg.Pool,
  databaseUrl: string,
  dataDir: string,
  rows: number,
  people: BenchPerson[],
  list: ListScenario,
): Promise<void> {
  const filter = await filterOf(pool, list);
  const asked = await Promise.all(
    chosenOf(people).map(async ({ profile, person }) => ({
      profile,
      name: list,
      person,
      path: listPath(filter),
      statements: [await statementOf(pool, person, filter)],
    })),
  );
  await compare(databaseUrl, dataDir, rows, asked);
  for (const { profile, statements } of asked) {
    const kind = list === 'customers-list' ? '' : 'filter-';
    await writeFile(join(dataDir, `plan-${kind}${profile}.txt`), statements.map(textOf).join('\n'));
  }
}

async function timelines(pool: pg.Pool, databaseUrl: string, dataDir: string, rows: number, people: BenchPerson[]) {
  const askers = chosenOf(people).filter(({ profile }) => profile === 'executive' || profile === 'salesperson');
  const salesperson = askers.at(-1)?.person;
  if (!salesperson) throw new Error('no salesperson');
  const histories = await loadHistories(pool, salesperson, people);
  const asked: Asked[] = [];
  for (const { profile, person } of askers) {
    for (const [name, query] of Object.entries(await timelinesOf(pool, histories))) {
      const statements = await timelineStatements(pool, person, query);
      asked.push({ profile, name, person, path: timelinePath(query), statements });
    }
  }
  const plans = asked.map(
    ({ profile, name, statements }) => `${profile}, ${name}\n${statements.map(textOf).join('\n')}`,
  );
  await writeFile(join(dataDir, 'plans-timeline.txt'), plans.join('\n'));
  await compare(databaseUrl, dataDir, rows, asked);
}

async function compare(databaseUrl: string, dataDir: string, rows: number, asked: readonly Asked[]): Promise<void> {
  const queries = Object.fromEntries(asked.map(({ statements }, at) => [`/${at}`, statements]));
  const bare = await startChild('bare-server.ts', { databaseUrl, queries });
  const app = await startChild('app-server.ts', { databaseUrl, dataDir });
  try {
    for (const [at, { profile, name, person, path }] of asked.entries()) {
      const cookie = await signIn(app.url, person.login);
      const ours: Figures[] = [];
      const theirs: Figures[] = [];
      await drive(`${app.url}${path}`, cookie, 1);
      await drive(`${bare.url}/${at}`, '', 1);
      for (let round = 0; round < rounds; round += 1) {
        ours.push(await drive(`${app.url}${path}`, cookie, seconds));
        theirs.push(await drive(`${bare.url}/${at}`, '', seconds));
      }
      const [licheng, plain] = [middle(ours), middle(theirs)];
      const ratio = Math.round((licheng.rps / plain.rps) * 100) / 100;
      console.log(JSON.stringify({ scenario, rows, profile, name, licheng, bare: plain, ratio }));
    }
  } finally {
    await Promise.all([bare.stop(), app.stop()]);
  }
}

async function signIn(url: string, login: string): Promise<string> {
  const answer = await fetch(`${url}/api/demo/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login }),
  });
  if (!answer.ok) throw new Error(`sign-in of ${login}: ${answer.status}`);
  return answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
}
