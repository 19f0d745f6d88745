import { createApplication } from './application.ts';
import { configOfProcess } from './config.ts';
import { migrate, openDatabase } from './database.ts';
import { fail, runUntilStopped, say, warn } from './lifecycle.ts';

/** Background jobs alone, beside any number of servers on the same database. */
async function work(): Promise<void> {
  const config = configOfProcess('serve');
  const database = await openDatabase(config, warn, { own: false });
  await migrate(database.url, warn);
  const app = await createApplication(config, database.url);
  say(`licheng ${config.version} runs jobs, database ${database.place}`);
  await runUntilStopped([app.stop, database.stop], new Promise(() => undefined));
}

work().catch(fail);
