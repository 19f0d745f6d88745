import { apiRoutes } from '../../main/routes.ts';
import { inParallel } from './batch.ts';
import type { Finding, Scene } from './looks.ts';
import { comparable } from './looks.ts';
import { leaksIn } from './markers.ts';
import type { Random } from './random.ts';
import type { Request } from './subject.ts';
import { text } from './visible.ts';
import type { Person } from './world.types.ts';
import { channelWrites } from './writes.channel.ts';
import { companyWrites } from './writes.company.ts';
import { customerWrites } from './writes.customers.ts';
import { deskWrites } from './writes.desk.ts';
import { fieldWrites } from './writes.fields.ts';
import { handoverWrites } from './writes.handovers.ts';
import { listWrites } from './writes.lists.ts';
import { noteWrites } from './writes.notes.ts';
import { phoneWrites } from './writes.phones.ts';
import { poolWrites } from './writes.pools.ts';
import { relationshipWrites } from './writes.relationships.ts';
import { teamWrites } from './writes.team.ts';
import type { Attempt, Writer } from './writes.ts';
import { upkeepWrites } from './writes.upkeep.ts';
import { workWrites } from './writes.work.ts';
import { workflowWrites } from './writes.workflows.ts';

const writers: readonly Writer[] = [
  customerWrites,
  fieldWrites,
  listWrites,
  relationshipWrites,
  teamWrites,
  channelWrites,
  noteWrites,
  phoneWrites,
  upkeepWrites,
  poolWrites,
  handoverWrites,
  workWrites,
  workflowWrites,
  deskWrites,
  companyWrites,
];

export const attemptsOf: Writer = (scene, who, random) => writers.flatMap((writer) => writer(scene, who, random));

/** Tries everything that has to be refused; what the database holds must be the same before and after. */
export async function tryForbidden(
  scene: Scene,
  tries: readonly { who: Person; attempts: readonly Attempt[]; random: Random }[],
): Promise<Finding[]> {
  const before = await digest(scene);
  const tasks = tries.flatMap(({ who, attempts, random }) => [
    ...attempts.map((attempt) => () => refusal(scene, who, attempt)),
    ...withoutPermission(scene, who, random).map((one) => () => forbiddenRoute(scene, who, one)),
  ]);
  const findings = (await inParallel(tasks)).flat();
  const after = await digest(scene);
  const changed = [...after].filter(([table, hash]) => before.get(table) !== hash).map(([table]) => table);
  if (changed.length === 0) return findings;
  const what = `refused writes changed ${changed.join(', ')}`;
  return [...findings, { route: 'any write', who: tries.map(({ who }) => who.login).join(' '), what, request: '' }];
}

async function refusal(scene: Scene, who: Person, { route, slot, forbidden, like }: Attempt): Promise<Finding[]> {
  if (!forbidden) return [];
  const finding = (what: string) => ({ route, who: who.login, what: `${slot}: ${what}`, request: text(forbidden) });
  const answer = await scene.subject.ask(who, forbidden);
  const findings = leaksIn(answer.raw, who.id, scene.markers, text(forbidden)).map((leak) => finding(`leaks ${leak}`));
  if (!isRefusal(answer.status))
    findings.push(
      finding(`is not refused but answers ${answer.status} ${answer.raw.slice(0, 200)} ${answer.fault ?? ''}`),
    );
  if (!like) return findings;
  const other = await scene.subject.ask(who, like);
  if (comparable(answer) === comparable(other)) return findings;
  return [...findings, finding(`answers ${comparable(answer)} where an unknown id answers ${comparable(other)}`)];
}

const isRefusal = (status: number) => status >= 400 && status < 500 && status !== 401;

/** Routes that ask for a permission that this person lacks, addressed at real records. */
function withoutPermission(scene: Scene, who: Person, random: Random): { route: string; request: Request }[] {
  const lacking = apiRoutes().filter(
    ({ permission }) => permission !== 'public' && permission !== 'signedIn' && !scene.oracle.holds(who.id, permission),
  );
  return random.some(lacking, 8).map(({ name, method, path }) => ({
    route: name,
    request: { method, path: addressed(scene, path, random), ...(method === 'GET' ? {} : { body: {} }) },
  }));
}

/** The path of a route with ids and days that exist. */
function addressed(scene: Scene, path: string, random: Random): string {
  const { world, today } = scene;
  const person = random.pick(world.people).id;
  const id = path.startsWith('/users')
    ? person
    : path.startsWith('/roles')
      ? scene.roleIds.planner
      : path.startsWith('/plan-items')
        ? random.pick(world.items).id
        : random.pick(world.customers).id;
  const values: Record<string, string> = {
    id,
    personId: person,
    customerId: id,
    week: today,
    month: `${today.slice(0, 7)}-01`,
    day: today,
  };
  return `/api${path.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? name)}`;
}

async function forbiddenRoute(scene: Scene, who: Person, one: { route: string; request: Request }): Promise<Finding[]> {
  const answer = await scene.subject.ask(who, one.request);
  if (answer.status === 403) return [];
  const what = `without permission answers ${answer.status} ${answer.raw.slice(0, 200)}`;
  return [{ route: one.route, who: who.login, what, request: text(one.request) }];
}

/** Without a session nothing is answered but what is public. */
export async function askAsNobody(scene: Scene, random: Random): Promise<Finding[]> {
  const closed = apiRoutes().filter(({ permission }) => permission !== 'public');
  const tasks = closed.map(({ name, method, path }) => async (): Promise<Finding[]> => {
    const request = { method, path: addressed(scene, path, random), ...(method === 'GET' ? {} : { body: {} }) };
    const answer = await scene.subject.ask(null, request);
    if (answer.status === 401) return [];
    return [
      {
        route: name,
        who: 'nobody',
        what: `answers ${answer.status} ${answer.raw.slice(0, 200)}`,
        request: text(request),
      },
    ];
  });
  return (await inParallel(tasks)).flat();
}

/** What sessions and guesses write is no record; everything else is compared. */
const unrecorded = ['auth_sessions', 'auth_attempts', 'auth_verifications', 'auth_used_codes', 'phone_checks'];
/** That a number was tried is recorded, whatever becomes of it. */
const leftOut: Record<string, string> = { events: `where t.type <> 'customer.phoneChecked'` };

/** A hash of every table of the application. */
async function digest(scene: Scene): Promise<Map<string, string>> {
  const { pool } = scene.subject.app.runtime;
  const { rows: tables } = await pool.query<{ name: string }>(
    `select c.relname as name from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
       and c.relname <> all($1) order by 1`,
    [unrecorded],
  );
  const parts = tables.map(
    ({ name }) =>
      `select '${name}' as name, md5(coalesce(string_agg(t.*::text, E'\\n' order by t.*::text), '')) as hash
       from "${name}" t ${leftOut[name] ?? ''}`,
  );
  const { rows } = await pool.query<{ name: string; hash: string }>(parts.join(' union all '));
  return new Map(rows.map(({ name, hash }) => [name, hash]));
}
