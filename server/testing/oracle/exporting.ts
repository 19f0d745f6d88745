import { exportKinds } from '../../../contract/exports.ts';
import { jobs } from '../../main/modules.ts';
import type { Finding, Scene } from './looks.ts';
import { difference, get, post } from './looks.ts';
import { leaksIn } from './markers.ts';
import { markPattern } from './random.ts';
import type { Customer, Person } from './world.types.ts';

const route = 'exports.create';

/**
 * Lets this person export everything there is, and looks into the files: all that they see, and nothing else. Customers
 * that were `changed` for the twins are not looked for: they have other names now.
 */
export async function exportAll(scene: Scene, who: Person, changed: ReadonlySet<Customer>): Promise<Finding[]> {
  const { world, oracle } = scene;
  const findings: Finding[] = [];
  const finding = (kind: string, what: string) =>
    findings.push({ route, who: who.login, what: `${kind}: ${what}`, request: '' });
  const seen = world.customers.filter((one) => oracle.customer(who.id, one.id));
  const marks: Record<string, string[]> = {
    customers: seen.filter((one) => !changed.has(one)).map((one) => one.mark),
    contacts: world.contacts.filter((one) => oracle.contact(who.id, one)).map((one) => one.mark),
  };
  for (const kind of exportKinds) {
    const asked = await scene.subject.ask(who, post('/exports', { kind, format: 'csv' }));
    if (asked.status !== 200) {
      finding(kind, `answers ${asked.status} ${asked.raw.slice(0, 200)}`);
      continue;
    }
    await jobs.find((job) => job.name === 'transfers.resumeExports')?.run(scene.subject.app.runtime, {});
    const { id } = JSON.parse(asked.raw);
    const file = await scene.subject.ask(who, get(`/exports/${id}/file`));
    for (const leak of leaksIn(file.raw, who.id, scene.markers)) finding(kind, `leaks ${leak}`);
    const expected = marks[kind];
    if (!expected) continue;
    const found = new Set(file.raw.match(markPattern) ?? []);
    const missing = difference(
      expected.filter((mark) => found.has(mark)),
      expected,
    );
    if (missing) finding(kind, missing);
  }
  return findings;
}
