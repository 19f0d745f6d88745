import { randomInt, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ProofCompany, ProofPerson } from './company.ts';

/** A command that was answered with a success: what it was, and the word that it left behind. */
export type Acknowledged = { key: string; type: string; instanceId: string };

export type Clients = {
  acknowledged: Acknowledged[];
  refused: Map<string, number>;
  /** Commands that had no answer at first and were sent again with the same key. */
  repeated: number;
  stop: () => Promise<void>;
};

type Answer = { status: number; body: { id?: string; code?: string; items?: Listed[] } };
type Listed = { id: string; kind: string; instance: { id: string } };

const pick = <T>(list: readonly T[]): T | undefined => list[randomInt(Math.max(1, list.length))];

/**
 * People who do whatever they may, all at once, each command with a key of its own: what is not answered is sent again
 * with the same key until it is.
 */
export function startClients(url: () => string, company: ProofCompany, count: number): Clients {
  const clients: Clients = { acknowledged: [], refused: new Map(), repeated: 0, stop: async () => undefined };
  const running = { on: true };
  const work = Array.from({ length: count }, async () => {
    while (running.on) {
      const person = pick(company.people);
      if (person) await act(url, company, clients, person).catch(() => sleep(20));
    }
  });
  clients.stop = async () => {
    running.on = false;
    await Promise.all(work);
  };
  return clients;
}

async function act(url: () => string, company: ProofCompany, clients: Clients, person: ProofPerson): Promise<void> {
  const key = randomUUID();
  const list = await send(url, clients, person, 'GET', '/workflow-tasks?limit=20');
  const task = pick(list.body.items ?? []);
  if (!task || randomInt(5) === 0) {
    const workflowId = pick(company.workflows);
    const answer = await send(
      url,
      clients,
      person,
      'POST',
      '/workflow-instances',
      { workflowId, title: key, values: {} },
      key,
    );
    note(clients, answer, { key, type: 'start', instanceId: answer.body.id ?? '' });
    return;
  }
  const instanceId = task.instance.id;
  const { path, body, type } = commandOn(company, task, key);
  const answer = await send(url, clients, person, 'POST', `/workflow-instances/${instanceId}/${path}`, body, key);
  note(clients, answer, { key, type, instanceId });
}

function note(clients: Clients, { status, body }: Answer, done: Acknowledged): void {
  if (status === 200) clients.acknowledged.push(done);
  else clients.refused.set(body.code ?? `${status}`, (clients.refused.get(body.code ?? `${status}`) ?? 0) + 1);
}

function commandOn(company: ProofCompany, { id: taskId }: Listed, comment: string) {
  const personId = pick(company.people)?.id ?? '';
  const dice = randomInt(20);
  const action = (type: string, rest: object = {}) => ({
    path: 'actions',
    type,
    body: { action: { type, taskId, comment, ...rest } },
  });
  if (dice < 12) return action('approve');
  if (dice === 12) return action('reject');
  if (dice === 13)
    return action('sendBack', { nodeId: pick(['start', 'first', 'joint']) ?? 'start', direct: randomInt(2) === 0 });
  if (dice === 14) return action('transfer', { personId });
  if (dice === 15) return action('addSign', { kind: pick(['before', 'after', 'peer']), personIds: [personId] });
  if (dice === 16) return action('delegate', { personId });
  if (dice === 17) return action('copy', { personIds: [personId] });
  return { path: 'comments', type: 'comment', body: { text: comment } };
}

const cookies = new Map<string, string>();

async function send(
  url: () => string,
  clients: Clients,
  person: ProofPerson,
  method: string,
  path: string,
  body?: object,
  key?: string,
): Promise<Answer> {
  for (let attempt = 0; ; attempt += 1) {
    if (attempt === 1 && key) clients.repeated += 1;
    try {
      const cookie = cookies.get(person.id) ?? (await signIn(url(), person));
      const response = await fetch(`${url()}/api${path}`, {
        method,
        headers: {
          cookie,
          ...(body && { 'content-type': 'application/json' }),
          ...(key && { 'idempotency-key': key }),
        },
        ...(body && { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(20_000),
      });
      const answer = { status: response.status, body: await response.json() } as Answer;
      // What failed on the server's side may or may not have been done: the key tells.
      if (answer.status < 500) return answer;
    } catch {
      // No answer: asked again.
    }
    await sleep(30);
  }
}

async function signIn(url: string, { id, login }: ProofPerson): Promise<string> {
  const answer = await fetch(`${url}/api/demo/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login }),
    signal: AbortSignal.timeout(20_000),
  });
  if (!answer.ok) throw new Error(`sign-in of ${login}: ${answer.status}`);
  const cookie = answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  cookies.set(id, cookie);
  return cookie;
}
