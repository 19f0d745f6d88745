import { setTimeout as sleep } from 'node:timers/promises';
import { importKinds } from '../../../contract/transfers.ts';
import { jobs } from '../../main/modules.ts';
import { startWorker } from '../../platform/jobs.ts';
import type { Body, Finding, Scene } from './looks.ts';
import { difference, get, nearOne } from './looks.ts';
import { leaksIn } from './markers.ts';
import type { Random } from './random.ts';
import type { Request } from './subject.ts';
import { text } from './visible.ts';
import { ownFields } from './world.fields.ts';
import type { Customer, Person } from './world.types.ts';
import { send } from './writes.ts';

const route = 'POST /api/imports/upload';
const boundary = 'oracle-boundary';
const longestWait = 20_000;

/** A file as a browser hands it over. */
export function upload(kind: string, csv: string): Request {
  const body = [
    `--${boundary}`,
    'content-disposition: form-data; name="file"; filename="list.csv"',
    'content-type: text/csv',
    '',
    csv,
    `--${boundary}--`,
    '',
  ].join('\r\n');
  return {
    method: 'POST',
    path: `/api/imports/upload?kind=${kind}`,
    body: Buffer.from(body),
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
  };
}

type Line = {
  cells: [name: string, phone: string, code: string, parent: string, owner: string, other: string];
  refused: boolean;
  outcome?: string;
};

/**
 * Imports customers that name hidden ones in every column: none of them may go in, none may tell more than who has
 * an exact duplicate, and a hidden parent, own value or owner out of line answers as one that does not exist. `except` are
 * customers whose names are not as the world has them.
 */
export async function importAround(
  scene: Scene,
  who: Person,
  random: Random,
  except: ReadonlySet<Customer>,
): Promise<Finding[]> {
  const { world, oracle, subject } = scene;
  const customers = world.customers.filter((one) => !oracle.customer(who.id, one.id) && !except.has(one));
  const strangers = world.people.filter((one) => !oracle.line(who.id, one.id));
  const [hidden, stranger] = [nearOne(scene, who, customers, random), nearOne(scene, who, strangers, random)];
  if (!hidden || !stranger) return [];
  const fresh = () => `宁波 ${random.mark()}`;
  const strange = random.mark();
  const lines: Line[] = [
    { cells: [fresh(), '', '', '', '', ''], refused: false },
    { cells: [hidden.name, '', '', '', '', ''], refused: true },
    { cells: [fresh(), `136${random.digits(8)}`, '', '', '', ''], refused: false },
    { cells: [fresh(), '', hidden.creditCode, '', '', ''], refused: true },
    { cells: [fresh(), '', '', hidden.name, '', ''], refused: true },
    { cells: [fresh(), '', '', `宁波 ${strange}`, '', ''], refused: true },
    { cells: [fresh(), '', '', '', stranger.login, ''], refused: true },
    { cells: [fresh(), '', '', '', strange, ''], refused: true },
    { cells: [fresh(), '', '', '', '', hidden.name], refused: true },
    { cells: [fresh(), '', '', '', '', `宁波 ${strange}`], refused: true },
  ];
  const seen = world.customers.find((one) => oracle.customer(who.id, one.id) && !except.has(one));
  if (seen) lines.push({ cells: [seen.name, '', '', '', '', ''], refused: true, outcome: 'skip' });
  const csv = ['name,phone,credit_code,parent,owner,other', ...lines.map(({ cells }) => cells.join(','))].join('\n');
  const finding = (what: string): Finding => ({ route, who: who.login, what, request: csv });
  const worker = await startWorker(subject.app.runtime, jobs, { alone: true, log: () => undefined });
  try {
    const begun = await subject.ask(who, upload('customers', csv));
    if (begun.status !== 200) return [finding(`answers ${begun.status} ${begun.raw} ${begun.fault ?? ''}`)];
    const { id, version }: Body = JSON.parse(begun.raw);
    const mapping = { name: 0, phone: 1, creditCode: 2, parent: 3, owner: 4, [`own.${ownFields.customer}`]: 5 };
    await subject.ask(who, send('POST', `/imports/${id}/check`, { version, mapping, updateExisting: true }));
    const checked = await settled(scene, who, id, 'checked');
    const rows = await subject.ask(who, get(`/imports/${id}/rows`, { limit: 50 }));
    const failed = await subject.ask(who, get(`/imports/${id}/failed.csv`));
    await subject.ask(who, send('POST', `/imports/${id}/run`, { version: checked.version }));
    await settled(scene, who, id, 'finished');
    return [
      ...[rows, failed]
        .flatMap(({ raw }) => leaksIn(raw, who.id, scene.markers, csv))
        .map((leak) => finding(`leaks ${leak}`)),
      ...wrongRows(lines, JSON.parse(rows.raw).items).map(finding),
      ...(await wrongCustomers(scene, who, id, lines)).map(finding),
    ];
  } finally {
    await worker.stop();
  }
}

export async function settled(scene: Scene, who: Person, id: string, state: string): Promise<Body> {
  const until = Date.now() + longestWait;
  for (;;) {
    const { raw } = await scene.subject.ask(who, get(`/imports/${id}`));
    const body: Body = JSON.parse(raw);
    if (body.state === state) return body;
    if (body.state === 'failed' || Date.now() > until) throw new Error(`import is not ${state}: ${raw}`);
    await sleep(20);
  }
}

/** Rows 5 and 6 name a parent, 7 and 8 an owner, 9 and 10 a customer in an own field: the hidden one and the one that is not there are refused alike. */
function wrongRows(lines: readonly Line[], rows: Body[]): string[] {
  const wrong = lines.flatMap(({ refused, outcome = refused ? 'error' : 'create' }, index) =>
    rows[index]?.outcome === outcome ? [] : [`row ${index + 1} is ${JSON.stringify(rows[index])}`],
  );
  const reasons = rows.map((row) => JSON.stringify(row.errors.map(({ field, code }: Body) => ({ field, code }))));
  for (const [one, other] of [
    [4, 5],
    [6, 7],
    [8, 9],
  ] as const) {
    if (reasons[one] !== reasons[other])
      wrong.push(`row ${one + 1} is refused by ${reasons[one]}, an unknown one by ${reasons[other]}`);
  }
  return wrong;
}

async function wrongCustomers(scene: Scene, who: Person, importId: string, lines: readonly Line[]): Promise<string[]> {
  const { rows } = await scene.subject.app.runtime.pool.query(
    'select name, owner_id as "ownerId" from customers where import_id = $1',
    [importId],
  );
  const expected = lines.filter(({ refused }) => !refused).map(({ cells }) => `${cells[0]} ${who.id}`);
  const problem = difference(
    rows.map((row) => `${row.name} ${row.ownerId}`),
    expected,
  );
  return problem ? [`imported customers: ${problem}`] : [];
}

/** Whoever lacks the permission of a kind begins no import of it. */
export async function uploadWithout(scene: Scene, who: Person): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const kind of importKinds) {
    if (scene.oracle.holds(who.id, kind === 'people' ? 'imports.people' : 'imports.customers')) continue;
    const request = upload(kind, 'name\n宁波');
    const answer = await scene.subject.ask(who, request);
    if (answer.status === 403) continue;
    findings.push({
      route,
      who: who.login,
      what: `without permission answers ${answer.status}`,
      request: text({ ...request, body: kind }),
    });
  }
  return findings;
}
