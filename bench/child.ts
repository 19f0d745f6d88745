import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export type Child = { url: string; stop: () => Promise<void>; process: ChildProcess };

/** Starts a server of this folder in a process of its own; it gets `task` as its first message and answers its address. */
export async function startChild(file: string, task: unknown): Promise<Child> {
  const child = fork(join(import.meta.dirname, file), [], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  child.send(task as object);
  const [message] = (await once(child, 'message')) as [{ url: string }];
  return {
    url: message.url,
    process: child,
    async stop() {
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}
