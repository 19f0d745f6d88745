import { addDays, mondayOf } from '../platform/time.ts';
import { at, workday } from './clock.ts';
import type { Client, World } from './index.ts';
import { relationshipDeeds } from './relationships.deeds.ts';
import type { DemoItem, weeks as weeksData } from './work.data.ts';

/** One thing that someone did at a time. */
export type Deed = { by: string; when: Date; act: (client: Client) => Promise<void> };

/** Everything that happened up to now, in the order in which it happened. */
export function deedsOf(
  world: World,
  items: readonly DemoItem[],
  weeks: typeof weeksData,
  today: string,
  now: Date,
): Deed[] {
  const deeds = [
    ...items.flatMap((item, index) => itemDeeds(world, item, index, today, now)),
    ...weeks.flatMap((week) => weekDeeds(world, week, today)),
    ...relationshipDeeds(world, today),
  ];
  return deeds.filter((deed) => deed.when <= now).sort((a, b) => a.when.getTime() - b.when.getTime());
}

function itemDeeds(world: World, item: DemoItem, index: number, today: string, now: Date): Deed[] {
  const day = workday(today, item.day);
  const planned = at(mondayOf(day), '08:30');
  const deeds: Deed[] = [
    {
      by: item.assignedBy ?? item.owner,
      when: planned < now ? planned : at(mondayOf(today), '08:30'),
      act: (client) => plan(world, item, index, day, client),
    },
  ];
  if (!item.visit && !item.note) return deeds;
  const doneOn = addDays(day, item.late ?? 0);
  deeds.push({ by: item.owner, when: at(doneOn, '18:00'), act: (client) => prove(world, item, index, doneOn, client) });
  const { evaluation } = item;
  if (!evaluation) return deeds;
  deeds.push({
    by: evaluation.by,
    when: at(addDays(doneOn, 1), '09:00'),
    act: (client) => evaluate(world, evaluation, index, client),
  });
  if (evaluation.reply) {
    const text = evaluation.reply;
    deeds.push({
      by: item.owner,
      when: at(addDays(doneOn, 1), '11:00'),
      act: async (client) => {
        await client.plans.reply({ id: known(world, index).id, text });
      },
    });
  }
  return deeds;
}

function known(world: World, index: number) {
  const item = world.items.get(index);
  if (!item) throw new Error('a plan item of the demo company is missing');
  return item;
}

async function plan(world: World, item: DemoItem, index: number, day: string, client: Client): Promise<void> {
  const made = await client.plans.createItem({
    title: item.title,
    day,
    activity: item.activity,
    customerId: item.customer ? (world.customers.get(item.customer) ?? null) : null,
    importance: item.importance ?? 2,
    startTime: item.from ?? null,
    endTime: item.to ?? null,
    ...(item.expected ? { expectedResult: item.expected } : {}),
    ...(item.assignedBy ? { ownerIds: [world.people.get(item.owner) ?? ''] } : {}),
  });
  const [first] = made.items;
  if (first) world.items.set(index, { id: first.id, version: first.version });
}

async function prove(world: World, item: DemoItem, index: number, doneOn: string, client: Client): Promise<void> {
  const { id, version } = known(world, index);
  const { visit, customer } = item;
  if (!visit || !customer) {
    const done = await client.plans.completeItem({ id, version, note: item.note ?? '' });
    world.items.set(index, { id, version: done.version });
    return;
  }
  const entry = (list: string, name: string) => world.entries.get(`${list}/${name}`) ?? null;
  await client.visits.record({
    customerId: world.customers.get(customer) ?? '',
    planItemId: id,
    visitedOn: doneOn,
    purposeId: entry('purpose', visit.purpose),
    contactIds: visit.met.map((name) => world.contacts.get(`${customer}/${name}`) ?? ''),
    discussed: visit.discussed,
    needs: visit.needs ?? null,
    competitors: visit.competitor ? [{ name: visit.competitor.name, offer: visit.competitor.offer }] : [],
    commitments: visit.promise
      ? [{ side: 'ours' as const, text: visit.promise.text, dueOn: addDays(doneOn, visit.promise.inDays), plan: true }]
      : [],
    ...(visit.next ? { nextStep: visit.next.text, nextStepOn: addDays(doneOn, visit.next.inDays) } : {}),
    costs: visit.cost ? [{ kindId: entry('costKind', visit.cost.kind), amount: visit.cost.amount }] : [],
  });
  const after = await client.plans.item({ id });
  world.items.set(index, { id, version: after.version });
}

async function evaluate(
  world: World,
  evaluation: NonNullable<DemoItem['evaluation']>,
  index: number,
  client: Client,
): Promise<void> {
  const { id, version } = known(world, index);
  const done = await client.plans.evaluate({ id, version, score: evaluation.score, advice: evaluation.advice });
  world.items.set(index, { id, version: done.version });
}

/** A week without anything open, which depends on the day that today is, is not handed in. */
function weekDeeds(world: World, plan: (typeof weeksData)[number], today: string): Deed[] {
  const week = addDays(mondayOf(today), plan.week * 7);
  const personId = world.people.get(plan.owner) ?? '';
  const deeds: Deed[] = [
    {
      by: plan.owner,
      when: at(week, '08:45'),
      act: async (client) => {
        const { version, can } = await client.plans.week({ personId, week });
        if (can.submit) await client.plans.submitWeek({ week, version });
      },
    },
  ];
  const { approvedBy, advice } = plan;
  if (!approvedBy) return deeds;
  deeds.push({
    by: approvedBy,
    when: at(week, '09:30'),
    act: async (client) => {
      const { version, can } = await client.plans.week({ personId, week });
      if (can.approve) await client.plans.approveWeek({ personId, week, version, ...(advice ? { advice } : {}) });
    },
  });
  return deeds;
}
