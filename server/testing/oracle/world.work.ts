import { closedMonth, dayAfter, mondayOn, monthOn } from './days.ts';
import type { Random } from './random.ts';
import type { Entries } from './world.customers.ts';
import type { Item, Visit, World } from './world.types.ts';

/** Mostly near today, some in the month before, some in the closed month. */
export function drawDay(random: Random, today: string): string {
  const dice = random.int(10);
  if (dice < 6) return dayAfter(today, random.between(-6, 8));
  if (dice < 8) return dayAfter(today, -random.between(7, 30));
  return dayAfter(closedMonth(today), random.int(28));
}

/** A customer that the person is on the team of; sometimes one that they once had, or that was never theirs. */
function drawCustomerOf(random: Random, world: World, personId: string): string | null {
  const own = world.customers.filter((customer) => customer.team.some((member) => member.personId === personId));
  return (
    (random.chance(0.25) ? random.maybe(world.customers) : (random.maybe(own) ?? random.maybe(world.customers)))?.id ??
    null
  );
}

/** What is done is not done in the future. */
const earlier = (day: string, latest: string) => (day < latest ? day : latest);

export function drawItem(random: Random, world: World, ownerId: string, today: string): Item {
  const state = random.pick(['open', 'open', 'completed', 'completed', 'evaluated', 'evaluated', 'cancelled'] as const);
  const done = state === 'completed' || state === 'evaluated';
  return {
    id: random.id(),
    mark: random.mark(),
    expectedMark: random.mark(),
    resultMark: random.mark(),
    ownerId,
    customerId: random.chance(0.75) ? drawCustomerOf(random, world, ownerId) : null,
    kind: random.pick(['routine', 'adHoc'] as const),
    activity: random.pick(['visit', 'call', 'document', 'other'] as const),
    importance: random.pick([1, 2, 3] as const),
    day: done ? earlier(drawDay(random, today), dayAfter(today, -random.int(7))) : drawDay(random, today),
    state,
    assignedBy: random.chance(0.3) ? random.pick(world.people).id : null,
    fromVisitId: null,
    onTime: done ? random.chance(0.7) : null,
    score: state === 'evaluated' ? random.between(2, 10) / 2 : null,
    noteMark: done ? random.mark() : null,
    fileIds: [],
    visitIds: [],
    version: random.between(1, 3),
  };
}

export function drawVisit(
  random: Random,
  world: World,
  entries: Entries,
  ownerId: string,
  today: string,
): Visit | null {
  const customerId = drawCustomerOf(random, world, ownerId);
  if (!customerId) return null;
  const contacts = world.contacts.filter((contact) => contact.customerId === customerId);
  return {
    id: random.id(),
    mark: random.mark(),
    needsMark: random.mark(),
    commitmentMark: random.mark(),
    commitmentItemId: null,
    offerMark: random.mark(),
    nextStepMark: random.mark(),
    costMark: random.mark(),
    ownerId,
    customerId,
    itemId: null,
    nextItemId: null,
    contactIds: random.some(contacts, 2).map((contact) => contact.id),
    competitorId: random.maybe(entries.competitor),
    state: random.chance(0.2) ? 'checkedIn' : 'recorded',
    day: dayAfter(today, -random.int(40)),
    version: random.between(1, 3),
  };
}

/** Links a visit with the item that it was planned by, proves, and led to; each link joins records of one person. */
function link(random: Random, world: World, visit: Visit): void {
  const own = world.items.filter((item) => item.ownerId === visit.ownerId);
  const planned = random.maybe(own.filter((item) => item.customerId === visit.customerId));
  if (planned && !world.visits.some((other) => other.itemId === planned.id)) {
    visit.itemId = planned.id;
    if (planned.noteMark && visit.state === 'recorded') planned.visitIds.push(visit.id);
  }
  const followUp = random.maybe(own);
  if (followUp && !followUp.fromVisitId && followUp.id !== visit.itemId && random.chance(0.5)) {
    followUp.fromVisitId = visit.id;
    if (random.chance(0.5)) visit.nextItemId = followUp.id;
    else visit.commitmentItemId = followUp.id;
  }
}

/** Plan items, visits and weeks, many of them made before people or teams changed. */
export function drawWork(random: Random, world: World, entries: Entries, today: string): void {
  for (let count = random.between(10, 28); count > 0; count -= 1) {
    world.items.push(drawItem(random, world, random.pick(world.people).id, today));
  }
  for (let count = random.between(4, 14); count > 0; count -= 1) {
    const visit = drawVisit(random, world, entries, random.pick(world.people).id, today);
    if (!visit) continue;
    link(random, world, visit);
    world.visits.push(visit);
  }
  for (const item of random.some(world.items, 2)) {
    item.fromVisitId ??= random.maybe(world.visits)?.id ?? null;
  }
  for (const person of world.people) {
    for (const week of random.some([mondayOn(today), dayAfter(mondayOn(today), -7)], random.int(3))) {
      const state = random.pick(['draft', 'submitted', 'submitted', 'approved'] as const);
      world.weeks.push({
        id: random.id(),
        mark: random.mark(),
        ownerId: person.id,
        week,
        state,
        decidedBy: state === 'approved' ? random.pick(world.people).id : null,
        version: random.between(1, 3),
      });
    }
  }
}

/** Evaluations of every evaluated item, corrections where the month is closed, and replies. */
export function drawAnswers(random: Random, world: World, today: string): void {
  for (const item of world.items.filter((one) => one.state === 'evaluated')) {
    const others = world.people.filter((person) => person.id !== item.ownerId);
    const corrected = monthOn(item.day) === closedMonth(today) && random.chance(0.4);
    let before: string | null = null;
    for (let line = corrected ? 2 : 1; line > 0; line -= 1) {
      const id = random.id();
      world.evaluations.push({
        id,
        mark: random.mark(),
        itemId: item.id,
        evaluatorId: random.pick(others).id,
        score: line === 1 ? (item.score ?? 1) : random.between(2, 10) / 2,
        correctsId: before,
      });
      before = id;
    }
    if (!random.chance(0.5)) continue;
    const authorId = random.chance(0.6) ? item.ownerId : random.pick(others).id;
    world.replies.push({ id: random.id(), mark: random.mark(), itemId: item.id, authorId });
  }
}
