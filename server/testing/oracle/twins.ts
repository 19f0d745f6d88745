import type pg from 'pg';
import { eventRow, itemRow, visitRow } from './insert.acts.ts';
import { contactRow, customerRow } from './insert.customers.ts';
import { ownValues } from './insert.fields.ts';
import { requestRow } from './insert.team.ts';
import type { Insert } from './insert.ts';
import { inTransaction } from './insert.ts';
import type { Finding, Scene } from './looks.ts';
import { comparable } from './looks.ts';
import type { Random } from './random.ts';
import { changeRelationships } from './twins.relationships.ts';
import { changeWorkflows } from './twins.workflows.ts';
import type { Seen } from './visible.ts';
import { answersTo, text } from './visible.ts';
import { drawCustomer, nameOf, words } from './world.customers.ts';
import { leavePool } from './world.pools.ts';
import { drawRequest } from './world.team.ts';
import type { Customer, Item, Person, Visit, World } from './world.types.ts';
import { drawDay, drawItem, drawVisit } from './world.work.ts';

/**
 * Changes, in the database, only what this person may not learn: hidden customers get other names, teams and owners,
 * hidden people do more work, also at customers that the person sees. Answers the customers that are changed.
 */
export async function changeHidden(scene: Scene, world: World, who: Person, random: Random): Promise<Customer[]> {
  const { oracle } = scene;
  const strangers = world.people.filter((one) => !oracle.line(who.id, one.id));
  // What lies in a pool is known to members of every world.
  const hidden = world.customers.filter((one) => !oracle.customer(who.id, one.id) && one.poolId === null);
  if (strangers.length === 0) return [];
  const renamed = random.some(hidden, 2);
  await inTransaction(scene.subject.app.runtime.pool, async (insert, client) => {
    for (const customer of renamed) await changeCustomer(scene, client, customer, strangers, random);
    const visit = random.maybe(world.visits.filter((one) => !oracle.visit(who.id, one)));
    if (visit) await changeVisit(client, visit, random);
    const item = random.maybe(world.items.filter((one) => !oracle.item(who.id, one) && one.state === 'open'));
    if (item) await changeItem(scene, client, item, random);
    const week = random.maybe(world.weeks.filter((one) => !oracle.week(who.id, one)));
    if (week)
      await client.query('update plan_weeks set advice = $2, version = version + 1 where id = $1', [
        week.id,
        random.mark(),
      ]);
    await changeNamed(scene, client, world, who, random);
    await changeRelationships(scene, insert, client, world, who, random);
    await changeWorkflows(scene, insert, client, world, who, random);
    await addCustomer(scene, insert, world, strangers, random);
    await addWork(scene, insert, world, who, strangers, random);
  });
  return renamed;
}

/** Customers that are seen name another one that is not, in an own field. */
async function changeNamed(scene: Scene, client: pg.PoolClient, world: World, who: Person, random: Random) {
  const isHidden = (id: string | null) => id !== null && !scene.oracle.customer(who.id, id);
  const hidden = world.customers.filter((one) => isHidden(one.id));
  const naming = world.customers.filter((one) => !isHidden(one.id) && isHidden(one.own.otherId));
  for (const customer of random.some(naming, 2)) {
    const other = random.chance(0.5) ? null : random.maybe(hidden.filter((one) => one.id !== customer.id));
    customer.own = { ...customer.own, otherId: other?.id ?? null };
    await client.query('update customers set own = $2 where id = $1', [
      customer.id,
      JSON.stringify(ownValues(customer.own)),
    ]);
  }
}

/** What a new contact is not known by. */
const unknown = { personId: null, school: null, employerMark: '某某公司', departure: null };

/** How the markers call what a stranger has written. */
export const newOf = 'new of';

/** What a stranger writes is seen by those above them alone, as far as the markers need to know. */
function remember(scene: Scene, by: Person, ...marks: string[]): void {
  for (const mark of marks) {
    scene.markers.set(mark, { record: `${newOf} ${by.login}`, seenBy: (who) => scene.oracle.line(who, by.id) });
  }
}

async function changeCustomer(
  scene: Scene,
  client: pg.PoolClient,
  customer: Customer,
  strangers: Person[],
  random: Random,
): Promise<void> {
  const owner = random.pick(strangers);
  const renamed = {
    ...customer,
    mark: random.mark(),
    word: random.pick(words),
    archiveAge: random.int(60),
    own: { ...customer.own, textMark: random.mark(), number: random.int(1000) },
  };
  remember(scene, owner, renamed.mark, renamed.own.textMark);
  const row = customerRow({ ...renamed, name: nameOf('苏州', renamed.word, renamed.mark) }, [], scene.subject.at);
  await client.query(
    `update customers set name = $2, normalized_name = $3, core_name = $4, search = $5::tsvector, owner_id = $6,
       updated_at = $7, archive_updated_at = $7, created_at = $7, segment_id = $8, own = $9, version = version + 1
     where id = $1`,
    [
      customer.id,
      row.name,
      row.normalized_name,
      row.core_name,
      row.search,
      owner.id,
      row.updated_at,
      random.maybe(scene.entries.segment),
      JSON.stringify(ownValues(renamed.own)),
    ],
  );
  if (owner.id !== customer.ownerId) leavePool(customer);
  customer.team = [{ personId: owner.id, role: 'owner', access: 'write' }];
  customer.ownerId = owner.id;
  customer.own = renamed.own;
  await client.query('delete from customer_team where customer_id = $1', [customer.id]);
  await client.query(`insert into customer_team (customer_id, user_id, role) values ($1, $2, 'owner')`, [
    customer.id,
    owner.id,
  ]);
}

async function changeVisit(client: pg.PoolClient, visit: Visit, random: Random): Promise<void> {
  const discussed = visit.state === 'recorded' ? random.mark() : null;
  await client.query(
    'update visits set visited_on = visited_on - $2::integer, discussed = $3, version = version + 1 where id = $1',
    [visit.id, random.between(1, 5), discussed],
  );
}

async function changeItem(scene: Scene, client: pg.PoolClient, item: Item, random: Random): Promise<void> {
  await client.query(
    `update plan_items set title = $2, day = $3, importance = $4, state = 'completed', completed_at = $5, on_time = true,
       version = version + 1
     where id = $1`,
    [item.id, random.mark(), drawDay(random, scene.today), random.pick([1, 2, 3]), scene.subject.at],
  );
}

async function addCustomer(scene: Scene, insert: Insert, world: World, strangers: Person[], random: Random) {
  const owner = random.pick(strangers);
  const made = drawCustomer(random, world, scene.entries, owner.id);
  const contact = { id: random.id(), mark: random.mark(), noteMark: random.mark(), phone: `137${random.digits(8)}` };
  remember(scene, owner, made.id, made.mark, made.phone, made.descriptionMark, contact.id, contact.mark, contact.phone);
  const at = scene.subject.at;
  await insert('customers', [customerRow({ ...made, ownerId: owner.id }, [], at)]);
  await insert('customer_team', [{ customer_id: made.id, user_id: owner.id, role: 'owner', created_at: at }]);
  await insert('contacts', [contactRow({ ...contact, ...unknown, customerId: made.id, version: 1 }, at)]);
}

/** Work of strangers, at any customer: an item with its score, a week, a visit, history, a message, a file. */
async function addWork(
  scene: Scene,
  insert: Insert,
  world: World,
  who: Person,
  strangers: Person[],
  random: Random,
): Promise<void> {
  const by = random.pick(strangers);
  const { at } = scene.subject;
  const created_at = at.toISOString();
  const items = [1, 2, 3].map(() => ({ ...drawItem(random, world, by.id, scene.today), assignedBy: null }));
  for (const item of items) {
    item.customerId = random.maybe(world.customers)?.id ?? null;
    remember(scene, by, item.id, item.mark, item.resultMark);
  }
  await insert('plan_items', items.map(itemRow));
  const visit = drawVisit(random, world, scene.entries, by.id, scene.today);
  if (visit && !scene.oracle.customer(who.id, visit.customerId)) {
    remember(scene, by, visit.id, visit.mark);
    await insert('visits', [visitRow(visit)]);
  }
  const event = {
    id: random.id(),
    mark: random.mark(),
    type: 'planItem.created',
    actorId: by.id,
    subjectType: 'planItem',
    subjectId: items[0]?.id ?? by.id,
    customerId: random.maybe(world.customers)?.id ?? null,
    ownerId: by.id,
    audience: random.pick(['line', 'audit'] as const),
    phone: null,
  };
  const [message, file] = [random.id(), random.id()];
  remember(scene, by, event.id, event.mark, message, file);
  const unseen = random.maybe(world.customers.filter((one) => !scene.oracle.line(who.id, one.ownerId)));
  if (unseen) {
    const request = drawRequest(random, by.id, unseen);
    remember(scene, by, request.id, request.mark);
    await insert('team_requests', [requestRow(request, at)]);
  }
  await insert('events', [eventRow(event, at)]);
  await insert('notifications', [
    {
      id: message,
      user_id: by.id,
      event_id: random.id(),
      kind: 'planItem.submitted',
      params: { actor: '陈', title: random.mark() },
      subject_type: 'planItem',
      subject_id: random.id(),
      created_at,
    },
  ]);
  await insert('files', [
    { id: file, owner_id: by.id, name: 'x.txt', type: 'text/plain', size: 0, sha256: '0', created_at },
  ]);
}

/** Looks once more at everything and compares it, byte by byte, with what was there before the change. */
export async function compare(scene: Scene, who: Person, seen: readonly Seen[]): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const { look, answers } of seen) {
    if (look.namesOwner) continue;
    const before = answers.map(comparable).join('\n');
    const after = (await answersTo(scene, who, look)).map(comparable).join('\n');
    if (before === after) continue;
    const at = [...before].findIndex((letter, index) => after[index] !== letter);
    const around = (whole: string) => whole.slice(Math.max(0, at - 60), at + 60);
    const what = `changed with what is hidden: …${around(before)}… became …${around(after)}…`;
    findings.push({ route: look.route, who: who.login, what, request: text(look.request) });
  }
  return findings;
}
