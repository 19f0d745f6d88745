import { ensureReadyWorkflows } from '../modules/workflow/index.ts';
import { createPool } from '../platform/db/db.ts';
import type { App } from './app.ts';
import { createApp } from './app.ts';
import type { Config } from './config.ts';
import { isLoopback } from './lifecycle.ts';

export type Application = App & { readonly stop: () => Promise<void> };

/** The application on its own pool. */
export async function createApplication(config: Config, databaseUrl: string): Promise<Application> {
  const { dataDir, secret, version, host, port } = config;
  const loopback = isLoopback(host);
  const pool = createPool(databaseUrl);
  const app = await createApp({
    settings: { databaseUrl, dataDir, secret, version, loopback, demo: config.demo && loopback },
    pool,
    listen: { host, port },
    worker: config.databaseUrl === null ? 'alone' : 'shared',
    log: true,
    checkOutput: false,
  });
  // A company that was there before these were.
  await app.runtime.kysely.transaction().execute((tx) => ensureReadyWorkflows(tx, app.runtime.now()));
  return {
    ...app,
    async stop() {
      await app.close();
      await pool.end();
    },
  };
}
