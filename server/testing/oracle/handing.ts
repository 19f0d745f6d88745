import { closedMonth, monthOn } from './days.ts';
import type { Finding, Scene } from './looks.ts';
import { get } from './looks.ts';
import { oracleOf } from './oracle.ts';
import type { Random } from './random.ts';
import { text } from './visible.ts';
import type { Customer, Person, World } from './world.types.ts';
import { roles } from './world.types.ts';
import { send } from './writes.ts';

type Plan = { actor: Person; from: Person; to: Person; depart: boolean; single: { customer: Customer; to: Person }[] };

/**
 * Hands over through the product what somebody holds who leaves or gets other work, some of their customers to another
 * one than the rest; the world is what it then has to be. Answers what was refused although it is allowed; null when
 * nobody of this company can hand over anything.
 */
export async function handOverSomebody(
  scene: Scene,
  world: World,
  observers: readonly Person[],
  random: Random,
): Promise<Finding[] | null> {
  const plan = planOf(scene, world, observers, random);
  if (!plan) return null;
  const { actor, from, to, depart, single } = plan;
  const held = await scene.subject.ask(actor, get('/handovers/held', { personId: from.id }));
  const items = single.map((one) => ({ kind: 'customers', id: one.customer.id, to: one.to.id }));
  const stamp = held.status === 200 ? JSON.parse(held.raw).stamp : '';
  const request = send('POST', '/handovers', { personId: from.id, to: to.id, stamp, depart, items });
  const answer = await scene.subject.ask(actor, request);
  if (answer.status !== 200) {
    const what = `refused although it is allowed: ${answer.status} ${answer.raw} ${answer.fault ?? ''}`;
    return [{ route: 'handovers.run', who: actor.login, what, request: text(request) }];
  }
  passOn(scene, plan, JSON.parse(answer.raw).id, random);
  await readVersions(scene);
  return [];
}

/** Whom each person may give to: those above within their line, who keeps the company only outside of it, a master all. */
function planOf(scene: Scene, world: World, observers: readonly Person[], random: Random): Plan | null {
  const { line, holds } = oracleOf(scene.world);
  const active = world.people.filter((one) => one.active);
  const above = (who: Person, one: Person) => who !== one && line(who.id, one.id);
  const begins = (who: Person, one: Person) => who !== one && (above(who, one) || holds(who.id, 'org.manage'));
  const needed = ['plans.use', 'visits.use', 'imports.customers'];
  const goesOn = (one: Person) => needed.every((permission) => holds(one.id, permission));
  const plans = active.flatMap((actor) =>
    world.people.flatMap((from) => {
      const gives = (to: Person) =>
        holds(actor.id, 'roles.manage') || above(actor, from) === (actor === to || above(actor, to));
      // Nobody who stands below the person, whose people go along.
      const receivers = begins(actor, from)
        ? active.filter((to) => goesOn(to) && gives(to) && !line(from.id, to.id))
        : [];
      return receivers.length > 0 ? [{ actor, from, receivers }] : [];
    }),
  );
  const holding = plans.filter(({ from }) => scene.world.customers.some((one) => one.ownerId === from.id));
  const chosen = random.maybe(holding) ?? random.maybe(plans);
  if (!chosen) return null;
  const { actor, from, receivers } = chosen;
  // Nobody closes an account that may do more than their own.
  const exceeds = from.roles.some((role) => roles[role].some((permission) => !holds(actor.id, permission)));
  const mayGo = from.active && !observers.includes(from) && !from.roles.includes('master') && !exceeds;
  const owned = scene.world.customers.filter((one) => one.ownerId === from.id && one.poolId === null);
  return {
    actor,
    from,
    to: random.pick(receivers),
    depart: mayGo && holds(actor.id, 'org.manage') && random.chance(0.5),
    single: random.some(owned, random.int(3)).map((customer) => ({ customer, to: random.pick(receivers) })),
  };
}

/** What the handover makes of the world, said once more. */
function passOn(scene: Scene, plan: Plan, id: string, random: Random): void {
  const { world } = scene;
  const { from, depart } = plan;
  const receivers = new Map(plan.single.map(({ customer, to }) => [customer.id, to.id]));
  const held = world.customers.filter((one) => one.team.some(({ personId }) => personId === from.id));
  const ids = new Set(held.filter((one) => one.poolId === null || one.ownerId !== from.id).map((one) => one.id));
  const toWhom = (customerId: string | null | undefined) =>
    (ids.has(customerId ?? '') ? receivers.get(customerId ?? '') : undefined) ?? plan.to.id;
  const got = new Set<string>();
  const give = (customerId: string | null | undefined) => {
    const to = toWhom(customerId);
    got.add(to);
    return to;
  };
  const owned = held.filter((one) => one.ownerId === from.id && one.poolId === null);
  const wishes = world.requests.filter(({ customerId, state }) => {
    const customer = world.customers.find((one) => one.id === customerId);
    return state === 'pending' && customer?.ownerId === from.id;
  });
  for (const wish of wishes) if (wish.askerId === give(wish.customerId)) wish.state = 'accepted';
  passCustomers(scene, from, held, give, random);
  for (const pool of world.pools) if (pool.keeperId === from.id) pool.keeperId = give(null);
  for (const item of world.items) {
    const open = item.state === 'open' && monthOn(item.day) !== closedMonth(scene.today);
    if (!open || item.ownerId !== from.id) continue;
    item.formerIds = [...(item.formerIds ?? []), from.id];
    item.ownerId = give(item.customerId);
  }
  for (const visit of world.visits) {
    if (visit.state === 'checkedIn' && visit.ownerId === from.id) visit.ownerId = give(visit.customerId);
  }
  for (const one of world.introductions) {
    if (one.state !== 'open' || one.askedId !== from.id) continue;
    const to = give(world.contacts.find((contact) => contact.id === one.knownContactId)?.customerId);
    if (to === one.askerId) one.state = 'declined';
    else one.askedId = to;
  }
  for (const view of world.views) {
    if (view.departmentId !== null && view.ownerId === from.id) view.ownerId = give(null);
  }
  for (const one of world.imports) {
    const waits = one.kind !== 'people' && one.state !== 'finished';
    if (waits && one.ownerId === from.id) one.ownerId = give(null);
  }
  for (const one of world.people) if (one.supervisorId === from.id) one.supervisorId = give(null);
  passWorkflows(world, from, give);
  if (depart) Object.assign(from, { active: false, departedOn: scene.today });
  if (depart) withdrawOf(world, from);
  const items = owned.map((one) => ({ customerId: one.id, receiverId: one.ownerId, mark: random.mark() }));
  world.handovers.push({ id, personId: from.id, actorId: plan.actor.id, items, receiverIds: [...got] });
}

/** What waits for the person waits for another one, and for who acts for that one; whoever had a part keeps it. */
function passWorkflows(world: World, from: Person, give: (customerId: string | null) => string): void {
  for (const one of world.workflows) if (one.ownerId === from.id) one.ownerId = give(null);
  const actingFor = (personId: string, starterId: string) => {
    const deputyId = world.deputies.find(({ userId }) => userId === personId)?.deputyId;
    const works = world.people.some((one) => one.id === deputyId && one.active);
    return deputyId && works && deputyId !== starterId && deputyId !== from.id ? deputyId : null;
  };
  for (const one of world.instances) {
    const waiting = one.tasks.filter(({ state }) => state === 'open' || state === 'queued');
    if (!waiting.some(({ personId }) => personId === from.id)) continue;
    for (const task of waiting) {
      const { personId, deputyId, fromId } = task;
      const former = [personId, deputyId].filter((id) => id !== null);
      if (personId === from.id) {
        const to = give(one.customerId);
        Object.assign(task, { personId: to, fromId: fromId ?? personId, deputyId: actingFor(to, one.starterId) });
      } else if (deputyId === from.id) task.deputyId = null;
      task.formerIds.push(...former);
    }
  }
}

/** Whoever has left waits for no answer any more. */
export function withdrawOf(world: World, gone: Person): void {
  for (const one of world.requests) {
    if (one.askerId === gone.id && one.state === 'pending') one.state = 'withdrawn';
  }
}

/** Own ones and those of kept pools get another owner; on the teams of others the receiver takes the place. */
function passCustomers(
  { world }: Scene,
  from: Person,
  held: readonly Customer[],
  give: (customerId: string | null) => string,
  random: Random,
): void {
  for (const customer of held) {
    const place = customer.team.find(({ personId }) => personId === from.id);
    if (!place) continue;
    const owns = customer.ownerId === from.id;
    const to = give(owns && customer.poolId !== null ? null : customer.id);
    const left = (personId: string) =>
      world.places.push({ id: random.id(), customerId: customer.id, personId, planned: false });
    left(from.id);
    const others = customer.team.filter(({ personId }) => personId !== from.id);
    const there = others.find(({ personId }) => personId === to);
    if (owns) {
      if (there && customer.poolId !== null) left(to);
      const isDropped = (one: World['places'][number]) =>
        one.planned && one.customerId === customer.id && one.personId === to && customer.poolId === null;
      world.places = world.places.filter((one) => !isDropped(one));
      const rest = others.filter((one) => one !== there);
      customer.team = [{ personId: to, role: 'owner', access: 'write' }, ...rest];
      customer.ownerId = to;
      // Their time begins anew.
      customer.warnedId = null;
    } else {
      customer.team = there ? others : [...others, { ...place, personId: to }];
    }
  }
}

const versioned = [
  ['people', 'users'],
  ['customers', 'customers'],
  ['items', 'plan_items'],
  ['visits', 'visits'],
  ['views', 'customer_views'],
  ['imports', 'imports'],
  ['requests', 'team_requests'],
] as const;

/** Versions tell who was overtaken, not who sees what: they are taken as they are. */
async function readVersions({ subject, world }: Scene): Promise<void> {
  for (const [records, table] of versioned) {
    const { rows } = await subject.app.runtime.pool.query(`select id, version from ${table}`);
    const versions = new Map(rows.map(({ id, version }) => [id, version]));
    for (const one of world[records]) one.version = versions.get(one.id) ?? one.version;
  }
}
