import { setTimeout as wait } from 'node:timers/promises';
import { uploadImport, workOnExport, workOnImport } from '../modules/transfers/index.ts';
import type { Ctx } from '../platform/context.ts';
import type { Runtime } from '../platform/runtime.ts';
import { at, workday } from './clock.ts';
import type { Client, World } from './index.ts';
import { brought } from './transfers.data.ts';

type As<T> = (login: string, when: Date) => Promise<T>;

const pollMillis = 20;

/** Cards of a fair that were read into the archives, one line of them to be mended, and a list that was taken along. */
export async function moveData(world: World, today: string, as: As<Client>, ctxOf: As<Ctx>): Promise<void> {
  const { by, fileName, content, wanted } = brought;
  const when = at(workday(today, -4), '17:20');
  const runtime = { ...world.runtime, now: () => when };
  const client = await as(by, when);
  const file = { name: fileName, content: Buffer.from(content) };
  const { id, version, mapping } = await uploadImport(await ctxOf(by, when), runtime.settings, 'contacts', file);
  await client.transfers.check({ id, version, mapping });
  const checked = await worked(runtime, client, id);
  await client.transfers.run({ id, version: checked.version });
  await worked(runtime, client, id);
  const asked = await (await as(by, world.runtime.now())).exports.create(wanted);
  await workOnExport(world.runtime, asked.id);
}

/** The import when its step is done, by this or by the worker of the process, who may have been faster. */
async function worked(runtime: Runtime, client: Client, id: string) {
  for (;;) {
    await workOnImport(runtime, id);
    const found = await client.transfers.get({ id });
    if (found.state !== 'checking' && found.state !== 'running') return found;
    await wait(pollMillis);
  }
}
