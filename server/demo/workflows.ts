import { Readable } from 'node:stream';
import { storeFile } from '../modules/files/index.ts';
import { actorOf } from '../modules/org/index.ts';
import type { Ctx } from '../platform/context.ts';
import { createCtx } from '../platform/context.ts';
import { addDays, weekdayOf } from '../platform/time.ts';
import { at } from './clock.ts';
import type { Client, World } from './index.ts';
import { accounts, office } from './workflows.accounts.data.ts';
import { deals } from './workflows.deals.data.ts';
import type { DemoInstance, Known, Step } from './workflows.deeds.ts';

const instances = [...deals, ...accounts, ...office];

type As = (login: string, when: Date) => Promise<Client>;

/** What each segment is offered first. */
const toolboxes: Readonly<Record<string, readonly string[]>> = {
  直销工厂: ['sample', 'quotation', 'special-price', 'contract', 'delivery', 'key-account'],
  经销商: ['credit', 'special-price', 'delivery', 'contract', 'diversion'],
  终端客户: ['sample', 'quotation', 'contract', 'complaint'],
};

/** Workflows in every state: each is started and carried on by those whom it comes to, at their time. */
export async function runWorkflows(world: World, today: string, as: As): Promise<void> {
  const { items } = await (await as('ops', world.runtime.now())).workflows.list();
  const codes = await world.runtime.kysely.selectFrom('workflow_definitions').select(['id', 'code']).execute();
  const idOf = (code: string) =>
    items.find(({ id }) => codes.some((one) => one.id === id && one.code === code))?.id ?? '';
  const ops = await as('ops', timeOf(today, 20, '10:00'));
  for (const [segment, offered] of Object.entries(toolboxes)) {
    const id = world.entries.get(`segment/${segment}`) ?? '';
    const { version } = await ops.toolboxes.get({ id });
    await ops.toolboxes.set({ id, version, workflowIds: offered.map(idOf) });
  }
  const begun = (one: DemoInstance) => timeOf(today, one.daysAgo, one.time);
  for (const one of [...instances].sort((a, b) => begun(a).getTime() - begun(b).getTime())) {
    const client = await as(one.by, begun(one));
    const files = await filesOf(world, one, begun(one), today);
    const { id } = await client.workflows.start({
      workflowId: idOf(one.code),
      title: one.title,
      values: one.values(knownOf(world, today, (name) => files.get(name) ?? '')),
      chosen: Object.fromEntries(
        Object.entries(one.chosen ?? {}).map(([node, logins]) => [node, logins.map((login) => idIn(world, login))]),
      ),
    });
    for (const step of one.steps) await carryOn(world, today, as, id, step);
  }
}

const idIn = (world: World, login: string): string => world.people.get(login) ?? '';

function knownOf(world: World, today: string, file: Known['file']): Known {
  return {
    customer: (short) => world.customers.get(short) ?? '',
    person: (login) => idIn(world, login),
    day: (distance) => addDays(today, distance),
    file,
  };
}

/** The files that the values name, brought in by the starter. */
async function filesOf(world: World, one: DemoInstance, when: Date, today: string): Promise<Map<string, string>> {
  const wanted = new Map<string, string>();
  const collect: Known['file'] = (name, text) => {
    wanted.set(name, text);
    return '';
  };
  one.values(knownOf(world, today, collect));
  const ids = new Map<string, string>();
  for (const [name, text] of wanted) {
    const content = Readable.from([Buffer.from(text)]);
    ids.set(name, (await storeFile(await ctxOf(world, one.by, when), world.runtime.settings, { name, content })).id);
  }
  return ids;
}

async function ctxOf({ runtime, people }: World, login: string, when: Date): Promise<Ctx> {
  const actor = await actorOf(runtime.kysely, people.get(login) ?? '');
  if (!actor) throw new Error('a person of the demo company is missing');
  return createCtx({ kysely: runtime.kysely, actor, now: () => when });
}

async function carryOn(world: World, today: string, as: As, id: string, [by, ago, time, deed]: Step): Promise<void> {
  const client = await as(by, timeOf(today, ago, time));
  const taskId = await taskOf(world, id, idIn(world, by));
  const { type } = deed;
  const action = (() => {
    switch (type) {
      case 'approve':
        return { type, taskId, comment: deed.comment, values: deed.values?.(knownOf(world, today, () => '')) };
      case 'reject':
        return { type, taskId, comment: deed.comment };
      case 'sendBack':
        return { type, taskId, nodeId: deed.to, direct: true, comment: deed.comment };
      case 'addBefore':
        return {
          type: 'addSign' as const,
          taskId,
          kind: 'before' as const,
          personIds: [idIn(world, deed.person)],
          comment: deed.comment,
        };
      case 'terminate':
        return { type, comment: deed.comment };
      default:
        return { type };
    }
  })();
  await client.workflows.act({ id, action });
}

async function taskOf({ runtime }: World, instanceId: string, personId: string): Promise<string> {
  const task = await runtime.kysely
    .selectFrom('workflow_tasks')
    .select('id')
    .where('instance_id', '=', instanceId)
    .where('person_id', '=', personId)
    .where('state', '=', 'open')
    .executeTakeFirst();
  return task?.id ?? '';
}

/** A time of a working day: so many before today. */
function timeOf(today: string, daysAgo: number, time: string): Date {
  let day = today;
  for (let left = daysAgo; left > 0; ) {
    day = addDays(day, -1);
    if (weekdayOf(day) <= 5) left -= 1;
  }
  return at(day, time);
}
