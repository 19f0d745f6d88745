import { once } from 'node:events';
import { createApp } from '../server/main/app.ts';
import { createPool } from '../server/platform/db/db.ts';

/** The application as in production, but for the demo sign-in, which lets the bench act as anyone. */
type Task = { databaseUrl: string; dataDir: string };

const [task] = (await once(process, 'message')) as [Task];
const app = await createApp({
  settings: {
    databaseUrl: task.databaseUrl,
    dataDir: task.dataDir,
    secret: 'bench-secret-of-more-than-32-bytes-0123456789',
    demo: true,
    loopback: true,
    version: 'bench',
  },
  pool: createPool(task.databaseUrl, 10),
  listen: { host: '127.0.0.1', port: 0 },
  worker: false,
  log: true,
  checkOutput: false,
});
process.send?.({ url: await app.listen() });
process.on('SIGTERM', () => process.exit(0));
