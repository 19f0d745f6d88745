import { closedMonth, monthOn } from './days.ts';
import type { Scene } from './looks.ts';
import { nearOne } from './looks.ts';
import type { Random } from './random.ts';
import type { Item, Person, Visit, Week } from './world.types.ts';
import type { Deck } from './writes.deck.ts';
import { deck } from './writes.deck.ts';
import type { Attempt, Writer } from './writes.ts';
import { attempts, send, written } from './writes.ts';

export const workWrites: Writer = (scene, who, random) => {
  const cards = deck(scene, who, random);
  return [
    ...itemWrites(scene, who, random, cards),
    ...completions(scene, who, random, cards),
    ...answers(scene, who, random, cards),
    ...checkIns(scene, random, cards),
    ...records(scene, random, cards),
  ];
};

/** Remembers a word that belongs to somebody's work: it is for their line alone. */
const teller = (scene: Scene, who: Person) => (mark: string) => (one: { ownerId: string }) =>
  written(scene, mark, who.login, (other) => scene.oracle.line(other, one.ownerId));

function itemWrites(scene: Scene, who: Person, random: Random, cards: Deck): Attempt[] {
  const { world, oracle, today: day } = scene;
  const { customers, visits, open } = cards;
  const [title, moved, reason] = [random.mark(), random.mark(), random.mark()];
  const tell = teller(scene, who);
  const changeable = (one: Item) => cards.below(one) || (cards.own(one) && !one.assignedBy && !cards.locked(one));
  // Each allowed change takes another item: after one the version is another.
  const [first, second, third] = random.some(open.filter(changeable), 3);
  const hidden = cards.hidden(open);
  const stranger = nearOne(
    scene,
    who,
    world.people.filter((one) => !oracle.line(who.id, one.id)),
    random,
  );
  const below = random.maybe(world.people.filter((one) => one.active && oracle.line(who.id, one.id)));
  const create = (body: Record<string, unknown>) => send('POST', '/plan-items', { title: '计划', day, ...body });
  const pair = { hidden: customers.secret(), fine: customers.known() };
  const made = [
    ...attempts('plans.createItem', 'customerId', pair, random, ({ id }) => create({ customerId: id })),
    ...attempts(
      'plans.createItem',
      'ownerIds',
      { hidden: stranger, fine: below },
      random,
      ({ id }) => create({ ownerIds: [id], title: moved }),
      ({ id }) => tell(moved)({ ownerId: id }),
    ),
    ...attempts(
      'plans.createItem',
      'fromVisitId',
      { hidden: visits.secret(), fine: visits.known() },
      random,
      ({ id }) => create({ fromVisitId: id }),
    ),
    ...attempts(
      'plans.updateItem',
      'id',
      { hidden, fine: first },
      random,
      ({ id, version }) => send('PATCH', `/plan-items/${id}`, { version, title }),
      tell(title),
    ),
    ...attempts(
      'plans.cancelItem',
      'id',
      { hidden, fine: second },
      random,
      ({ id, version }) => send('POST', `/plan-items/${id}/cancel`, { version, reason }),
      tell(reason),
    ),
  ];
  // Above all the customer that an item has already and that may not be seen: it must not be found out by trying.
  const secretly = (one: Item) => customers.hidden.some((customer) => customer.id === one.customerId);
  const kept = random.maybe(open.filter((one) => (cards.own(one) || cards.below(one)) && secretly(one)));
  const at = kept ?? third;
  if (!at) return made;
  const secret = customers.hidden.find((one) => one.id === kept?.customerId) ?? pair.hidden;
  return [
    ...made,
    ...attempts('plans.updateItem', 'customerId', { hidden: secret, fine: pair.fine }, random, ({ id }) =>
      send('PATCH', `/plan-items/${at.id}`, { version: at.version, customerId: id }),
    ),
  ];
}

/** Completing is the owner's, with proof of their own. */
function completions(scene: Scene, who: Person, random: Random, cards: Deck): Attempt[] {
  const { world, oracle } = scene;
  const { own, below, open } = cards;
  const complete = (one: { id: string; version: number }, proof: Record<string, unknown>) =>
    send('POST', `/plan-items/${one.id}/complete`, { version: one.version, ...proof });
  const [mine, first] = random.some(open.filter(own), 2);
  const made = attempts(
    'plans.completeItem',
    'id',
    { hidden: cards.hidden(open), barred: random.maybe(open.filter(below)), fine: first },
    random,
    (one) => complete(one, { note: '完成' }),
  );
  if (!mine) return made;
  const fits = (one: Visit) => one.state === 'recorded' && (!mine.customerId || one.customerId === mine.customerId);
  const ownVisit = random.maybe(world.visits.filter((one) => own(one) && fits(one)));
  const recorded = world.visits.filter((one) => one.state === 'recorded');
  const visit = { hidden: cards.hidden(recorded), barred: random.maybe(recorded.filter(below)), fine: ownVisit };
  const ownFile = random.maybe(world.files.filter(own));
  const file = {
    hidden: cards.hidden(world.files),
    barred: random.maybe(world.files.filter(below)),
    fine: ownVisit && random.chance(0.5) ? null : ownFile,
  };
  const instance = {
    hidden: nearOne(
      scene,
      who,
      world.instances.filter((one) => !oracle.instance(who.id, one)),
      random,
    ),
    barred: random.maybe(
      world.instances.filter((one) => oracle.instance(who.id, one) && !oracle.hadOwnPart(who.id, one)),
    ),
    fine: ownVisit || file.fine ? null : random.maybe(world.instances.filter((one) => oracle.hadOwnPart(who.id, one))),
  };
  return [
    ...made,
    ...attempts('plans.completeItem', 'workflowIds', instance, random, ({ id }) =>
      complete(mine, { workflowIds: [id] }),
    ),
    ...attempts('plans.completeItem', 'visitIds', visit, random, ({ id }) => complete(mine, { visitIds: [id] })),
    ...attempts('plans.completeItem', 'fileIds', file, random, ({ id }) => complete(mine, { fileIds: [id] })),
  ];
}

/** A week is addressed by whose it is. */
const asPerson = (week: Week | null | undefined) => (week ? { ...week, id: week.ownerId } : null);

/** Only those above answer, and nobody answers themselves. */
function answers(scene: Scene, who: Person, random: Random, cards: Deck): Attempt[] {
  const tell = teller(scene, who);
  const { own, below, hidden } = cards;
  const choice = (list: readonly Item[]) => ({
    hidden: hidden(list),
    barred: random.maybe(list.filter(own)),
    fine: random.maybe(list.filter(below)),
  });
  const [advice, correction, answer] = [random.mark(), random.mark(), random.mark()];
  const made = [
    ...attempts(
      'plans.evaluate',
      'id',
      choice(cards.completed),
      random,
      ({ id, version }) => send('POST', `/plan-items/${id}/evaluation`, { version, score: 3.5, advice }),
      tell(advice),
    ),
    ...attempts(
      'plans.correct',
      'id',
      choice(cards.correctable),
      random,
      ({ id, version }) => send('POST', `/plan-items/${id}/corrections`, { version, score: 4.5, advice: correction }),
      tell(correction),
    ),
    ...attempts(
      'plans.reply',
      'id',
      { hidden: hidden(cards.evaluated), fine: random.maybe(cards.evaluated.filter((one) => own(one) || below(one))) },
      random,
      ({ id }) => send('POST', `/plan-items/${id}/replies`, { text: answer }),
      tell(answer),
    ),
  ];
  return [...made, ...weekWrites(scene, who, random, cards)];
}

function weekWrites(scene: Scene, who: Person, random: Random, { own, below, hidden }: Deck): Attempt[] {
  const { world, today } = scene;
  const tell = teller(scene, who);
  const submitted = world.weeks.filter((one) => one.state === 'submitted');
  const made: Attempt[] = [];
  for (const [route, end] of [
    ['plans.approveWeek', 'approve'],
    ['plans.returnWeek', 'return'],
  ] as const) {
    const [mine, theirs] = [submitted.find(own), random.maybe(submitted.filter(below))];
    const people = { hidden: asPerson(hidden(submitted)), barred: asPerson(mine), fine: asPerson(theirs) };
    const word = random.mark();
    made.push(
      ...attempts(
        route,
        'personId',
        people,
        random,
        ({ id, week, version }) => send('POST', `/plans/${id}/weeks/${week}/${end}`, { version, advice: word }),
        tell(word),
      ),
    );
  }
  const draft = world.weeks.find((one) => own(one) && one.state === 'draft');
  const fine = draft && send('POST', `/plans/weeks/${draft.week}/submit`, { version: draft.version });
  made.push({ route: 'plans.submitWeek', slot: 'own', forbidden: null, like: null, fine: fine ?? null });
  const closed = send('POST', `/plans/months/${closedMonth(today)}/close`, {});
  made.push({
    route: 'plans.closeMonth',
    slot: 'again',
    forbidden: null,
    like: null,
    fine: who.active ? closed : null,
  });
  return made;
}

/** An open item of one's own at a customer that one sees, without a visit. */
function planned({ world, oracle }: Scene, random: Random, cards: Deck): Item | null {
  const free = (one: Item) => !world.visits.some((visit) => visit.itemId === one.id);
  const at = (one: Item) => cards.kept.some((customer) => customer.id === one.customerId);
  return random.maybe(
    cards.open.filter((one) => cards.own(one) && at(one) && free(one) && oracle.item(one.ownerId, one)),
  );
}

const readOnly = ({ customers, kept }: Deck, random: Random) =>
  random.maybe(customers.seen.filter((one) => !kept.includes(one)));

function checkIns(scene: Scene, random: Random, cards: Deck): Attempt[] {
  const { customers, open } = cards;
  const made = attempts(
    'visits.checkIn',
    'customerId',
    { hidden: customers.secret(), barred: readOnly(cards, random), fine: random.maybe(cards.kept) },
    random,
    ({ id }) => send('POST', '/visits', { customerId: id }),
  );
  const mine = planned(scene, random, cards);
  const customerId = mine?.customerId ?? random.maybe(cards.kept)?.id;
  if (!customerId) return made;
  const item = { hidden: cards.hidden(open), barred: random.maybe(open.filter(cards.below)), fine: mine };
  return [
    ...made,
    ...attempts('visits.checkIn', 'planItemId', item, random, ({ id }) =>
      send('POST', '/visits', { customerId, planItemId: id }),
    ),
    ...attempts('visits.record', 'planItemId', item, random, ({ id }) =>
      send('POST', '/visits/record', { customerId, planItemId: id, discussed: random.mark() }),
    ),
  ];
}

function records({ world, today }: Scene, random: Random, cards: Deck): Attempt[] {
  const { own, below, hidden, customers } = cards;
  const record = (body: Record<string, unknown>) =>
    send('POST', '/visits/record', { discussed: random.mark(), ...body });
  const pair = { hidden: customers.secret(), barred: readOnly(cards, random), fine: random.maybe(cards.kept) };
  const recorded = world.visits.filter((one) => one.state === 'recorded' && monthOn(one.day) !== closedMonth(today));
  const secret = cards.visits.hidden.filter((one) => one.state === 'recorded');
  const visible = cards.visits.seen.filter((one) => one.state === 'recorded' && !own(one));
  const change = {
    hidden: random.maybe(secret),
    barred: random.maybe(visible),
    fine: random.maybe(recorded.filter(own)),
  };
  const made = [
    ...attempts('visits.record', 'customerId', pair, random, ({ id }) => record({ customerId: id })),
    ...attempts('visits.update', 'id', change, random, ({ id, version }) =>
      send('PATCH', `/visits/${id}`, { version, needs: random.mark() }),
    ),
  ];
  const at = random.maybe(cards.kept);
  if (!at) return made;
  const here = world.contacts.filter((one) => one.customerId === at.id);
  const elsewhere = world.contacts.filter((one) => one.customerId !== at.id);
  const seenThere = elsewhere.filter((one) => customers.seen.some((customer) => customer.id === one.customerId));
  const contact = {
    hidden: random.maybe(elsewhere.filter((one) => !seenThere.includes(one))),
    barred: random.maybe(seenThere),
    fine: random.maybe(here),
  };
  const checkedIn = world.visits.filter((one) => one.state === 'checkedIn');
  const mine = checkedIn.find((one) => own(one) && one.customerId === at.id);
  const visit = { hidden: hidden(checkedIn), barred: random.maybe(checkedIn.filter(below)), fine: mine };
  return [
    ...made,
    ...attempts('visits.record', 'contactIds', contact, random, ({ id }) =>
      record({ customerId: at.id, contactIds: [id] }),
    ),
    ...attempts('visits.record', 'visitId', visit, random, ({ id }) => record({ customerId: at.id, visitId: id })),
  ];
}
