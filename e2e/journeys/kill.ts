import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Product } from '../product.ts';
import { startProduct } from '../product.ts';
import type { Journey } from '../run.ts';

type Command = { key: string; name: string; acknowledged: string | null };

async function signIn(url: string): Promise<string> {
  const answer = await fetch(`${url}/api/demo/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login: 'east.rep2' }),
  });
  return answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
}

async function send(url: string, cookie: string, command: Command): Promise<void> {
  const answer = await fetch(`${url}/api/customers`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie, 'idempotency-key': command.key },
    body: JSON.stringify({ name: command.name, acceptSimilar: true }),
  });
  if (!answer.ok) throw new Error(`${command.name}: ${answer.status} ${await answer.text()}`);
  command.acknowledged = ((await answer.json()) as { id: string }).id;
}

/** Writes until the connection breaks; what was answered is marked. */
async function writeUntilBroken(url: string, cookie: string, round: number, writer: number): Promise<Command[]> {
  const commands: Command[] = [];
  for (let index = 0; ; index += 1) {
    const command = { key: randomUUID(), name: `断电${round}-${writer}-${index}有限公司`, acknowledged: null };
    commands.push(command);
    try {
      await send(url, cookie, command);
    } catch {
      return commands;
    }
  }
}

async function check(url: string, cookie: string, commands: readonly Command[]): Promise<void> {
  const unanswered = commands.filter((command) => !command.acknowledged);
  for (const command of commands) {
    const before = command.acknowledged;
    // The same command again: what was done answers as it did, what was not is done now.
    await send(url, cookie, command);
    if (before && before !== command.acknowledged) throw new Error(`${command.name} was done twice`);
    const found = await fetch(`${url}/api/customers/${command.acknowledged}`, { headers: { cookie } });
    if (!found.ok) throw new Error(`${command.name} was acknowledged and is lost`);
    const timeline = await fetch(`${url}/api/customers/${command.acknowledged}/timeline`, { headers: { cookie } });
    const events = ((await timeline.json()) as { items: { type: string }[] }).items;
    const created = events.filter((event) => event.type === 'customer.created').length;
    if (created !== 1) throw new Error(`${command.name} has ${created} events of its creation`);
  }
  if (unanswered.length === 0) throw new Error('nothing was under way when the program was killed');
}

const rounds = [{}, { database: true }, {}, { database: true }, {}] as const;

/** Nothing acknowledged is lost and nothing happens twice when the program, or program and database, are killed. */
export const killed: Journey[] = [
  {
    name: 'kill -9 while writing',
    async run() {
      let product: Product = await startProduct();
      const { dataDir } = product;
      for (const [round, options] of rounds.entries()) {
        const cookie = await signIn(product.url);
        const writers = Array.from({ length: 6 }, (_, writer) => writeUntilBroken(product.url, cookie, round, writer));
        await sleep(700);
        await product.kill(options);
        const commands = (await Promise.all(writers)).flat();
        product = await startProduct(dataDir);
        await check(product.url, cookie, commands);
      }
      await product.stop();
      return undefined;
    },
  },
];
