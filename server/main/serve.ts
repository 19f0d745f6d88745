import { createApplication } from './application.ts';
import { configOfProcess } from './config.ts';
import { migrate, openDatabase } from './database.ts';
import { ensureFreePort, fail, runUntilStopped, say, warn } from './lifecycle.ts';

/** Production: a database of the operator's own, no demo company, no password that anyone knows. */
async function serve(): Promise<void> {
  const config = configOfProcess('serve');
  await ensureFreePort(config);
  const database = await openDatabase(config, warn, { own: false });
  await migrate(database.url, warn);
  const app = await createApplication(config, database.url);
  const address = await app.listen();
  say(`licheng ${config.version} listens on ${address}, database ${database.place}`);
  await runUntilStopped([app.stop, database.stop], new Promise(() => undefined));
}

serve().catch(fail);
