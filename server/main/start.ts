import { rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { heldBy } from '../platform/embedded/index.ts';
import type { Application } from './application.ts';
import type { Config } from './config.ts';
import { configOfProcess } from './config.ts';
import type { Ready } from './console.texts.ts';
import { both, lines, readyBanner } from './console.texts.ts';
import type { Database } from './database.ts';
import { migrate, openDatabase } from './database.ts';
import { ensureFreePort, fail, runUntilStopped, say, warn } from './lifecycle.ts';

/** Starts everything on this machine, for a person who wants to see it work. */
async function start(): Promise<void> {
  const config = configOfProcess('start');
  const taken = Promise.withResolvers<void>();
  // The program is read while the database starts.
  const application = import('./application.ts');
  application.catch(() => undefined);
  const database = await openDatabase(config, warn, { own: true, onTaken: taken.resolve });
  const steps = [database.stop];
  try {
    await ensureFreePort(config);
    await discardHalfMadeDemo(config, database);
    await migrate(database.url, warn);
    const { createApplication } = await application;
    const app = await createApplication(config, database.url);
    steps.unshift(app.stop);
    if (config.demo) await ensureDemo(config, app);
    const address = await app.listen();
    await database.announce(address);
    const { version } = config;
    const seconds = process.uptime();
    say(readyBanner({ address, version, seconds, database: database.place, signIn: await signInOf(app) }));
  } catch (error) {
    for (const step of steps) await step();
    throw error;
  }
  await runUntilStopped([database.leave, ...steps], taken.promise);
}

const markOf = (config: Config): string => join(config.dataDir, 'demo-unfinished');

/** A program that was killed while it made the demo company left a part of it; a part is of no use. */
async function discardHalfMadeDemo(config: Config, database: Database): Promise<void> {
  const isHalfMade = await stat(markOf(config)).then(
    () => true,
    () => false,
  );
  if (!isHalfMade) return;
  if (!database.embedded) {
    if (!config.demo) return;
    throw Object.assign(new Error(both(lines.demoHalfMadeElsewhere())), { name: 'DatabaseError' });
  }
  warn(both(lines.demoHalfMade()));
  await database.reset();
  await rm(markOf(config));
}

async function ensureDemo(config: Config, { runtime }: Application): Promise<void> {
  const { isEmptyDatabase, loadDemo } = await import('../demo/index.ts');
  if (!(await isEmptyDatabase(runtime))) return;
  warn(both(lines.loadingDemo()));
  await writeFile(markOf(config), '');
  await loadDemo(runtime);
  await rm(markOf(config));
}

async function signInOf({ runtime }: Application): Promise<Ready['signIn']> {
  if (runtime.settings.demo) return 'demo';
  const { rows } = await runtime.pool.query('select from auth_accounts limit 1');
  return rows.length > 0 ? 'password' : 'admin missing';
}

start().catch((error: unknown) => {
  const holder = heldBy(error);
  if (!holder) return fail(error);
  say(both(lines.alreadyRuns(holder.address, holder.pid)));
  process.exit(0);
});
