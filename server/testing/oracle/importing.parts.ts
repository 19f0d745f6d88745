import { jobs } from '../../main/modules.ts';
import { startWorker } from '../../platform/jobs.ts';
import { settled, upload } from './importing.ts';
import type { Body, Finding, Scene } from './looks.ts';
import { get, nearOne } from './looks.ts';
import { leaksIn } from './markers.ts';
import type { Random } from './random.ts';
import type { Customer, Person } from './world.types.ts';
import { send } from './writes.ts';

type Kind = 'contacts' | 'relationships' | 'teams';

type Cells = (customer: string, contact: string, login: string, random: Random) => string[];

/** Columns of each kind, and the cells of a row that would go in at a customer with this contact. */
const files: Record<Kind, { mapping: Record<string, number>; cells: Cells }> = {
  contacts: {
    mapping: { customer: 0, name: 1, phone: 2 },
    cells: (customer, _, __, random) => [customer, random.mark(), `136${random.digits(8)}`],
  },
  relationships: {
    mapping: { customer: 0, contact: 1, person: 2, strength: 3 },
    cells: (customer, contact, login) => [customer, contact, login, '3'],
  },
  teams: {
    mapping: { customer: 0, person: 1, role: 2 },
    cells: (customer, _, login) => [customer, login, 'service'],
  },
};

/**
 * Imports what belongs to customers: at a hidden customer, by its name and by its credit code, nothing goes in, and it
 * is refused like one that is not there. `except` are customers whose names are not as the world has them.
 */
export async function importParts(
  scene: Scene,
  who: Person,
  random: Random,
  except: ReadonlySet<Customer>,
): Promise<Finding[]> {
  const { world, oracle, subject } = scene;
  const customers = world.customers.filter((one) => !oracle.customer(who.id, one.id) && !except.has(one));
  const hidden = nearOne(scene, who, customers, random);
  if (!hidden) return [];
  const worker = await startWorker(subject.app.runtime, jobs, { alone: true, log: () => undefined });
  try {
    const findings: Finding[] = [];
    for (const kind of Object.keys(files) as Kind[]) {
      findings.push(...(await importKind(scene, who, random, kind, hidden)));
    }
    return findings;
  } finally {
    await worker.stop();
  }
}

async function importKind(scene: Scene, who: Person, random: Random, kind: Kind, hidden: Customer): Promise<Finding[]> {
  const { subject } = scene;
  const { mapping, cells } = files[kind];
  const contact = scene.world.contacts.find(({ customerId }) => customerId === hidden.id)?.mark ?? random.mark();
  const lines = [hidden.name, hidden.creditCode, `宁波 ${random.mark()}`].map((name) =>
    cells(name, contact, who.login, random).join(','),
  );
  const csv = [Object.keys(mapping).join(','), ...lines].join('\n');
  const finding = (what: string): Finding => ({
    route: 'POST /api/imports/upload',
    who: who.login,
    what: `${kind}: ${what}`,
    request: csv,
  });
  const begun = await subject.ask(who, upload(kind, csv));
  if (begun.status !== 200) return [finding(`answers ${begun.status} ${begun.raw} ${begun.fault ?? ''}`)];
  const { id, version }: Body = JSON.parse(begun.raw);
  await subject.ask(who, send('POST', `/imports/${id}/check`, { version, mapping, updateExisting: true }));
  const checked = await settled(scene, who, id, 'checked');
  const rows = await subject.ask(who, get(`/imports/${id}/rows`, { limit: 50 }));
  await subject.ask(who, send('POST', `/imports/${id}/run`, { version: checked.version }));
  const finished = await settled(scene, who, id, 'finished');
  const reasons = JSON.parse(rows.raw).items.map((row: Body) =>
    JSON.stringify(row.errors.map(({ field, code }: Body) => ({ field, code }))),
  );
  return [
    ...leaksIn(rows.raw, who.id, scene.markers, csv).map((leak) => finding(`leaks ${leak}`)),
    ...(new Set(reasons).size > 1 ? [finding(`refuses by ${reasons.join(' / ')}`)] : []),
    ...(finished.counts.create + finished.counts.update > 0 ? [finding('went in')] : []),
  ];
}
