import { once } from 'node:events';
import { createApp } from '../../main/app.ts';
import { createPool } from '../../platform/db/db.ts';

/** The application in a process of its own, to be killed; its first message says where. */
type Task = { databaseUrl: string; dataDir: string; port: number; now?: string };

const [task] = (await once(process, 'message')) as [Task];
const app = await createApp({
  settings: {
    databaseUrl: task.databaseUrl,
    dataDir: task.dataDir,
    secret: 'proof-secret-of-more-than-32-bytes-0123456789',
    demo: true,
    loopback: true,
    version: 'proof',
  },
  pool: createPool(task.databaseUrl, 10),
  listen: { host: '127.0.0.1', port: task.port },
  worker: 'alone',
  log: false,
  checkOutput: false,
});
process.send?.({ url: await app.listen() });
process.on('disconnect', () => process.exit(0));
