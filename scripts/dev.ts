import { spawn } from 'node:child_process';
import { join } from 'node:path';

/**
 * The server, started again when a source changes, and Vite with the pages as they are written. Sign in at the address
 * that Vite prints; it hands /api on to the server.
 */
const root = join(import.meta.dirname, '..');
const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
const programs = [
  ['--watch', '--watch-preserve-output', join(root, 'server', 'main', 'start.ts')],
  [vite, join(root, 'web')],
].map((args) => spawn(process.execPath, args, { cwd: root, stdio: 'inherit' }));

const stop = (): void => {
  for (const program of programs) program.kill('SIGTERM');
};
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
for (const program of programs) program.once('exit', stop);
