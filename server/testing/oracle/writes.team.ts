import { nearOne } from './looks.ts';
import { oracleOf } from './oracle.ts';
import type { Attempt, Writer } from './writes.ts';
import { attempts, send, written } from './writes.ts';

/** Requests to join, and their answers. */
export const teamWrites: Writer = (scene, who, random) => {
  const { world, oracle } = scene;
  const hidden = world.customers.filter((one) => !oracle.customer(who.id, one.id));
  const [secret, note] = [nearOne(scene, who, hidden, random), random.mark()];
  const own = world.customers.find((one) => one.team.some((m) => m.personId === who.id && m.access === 'write'));
  const made: Attempt[] = own
    ? attempts('team.ask', 'customerId', { barred: own }, random, ({ id }) =>
        send('POST', '/team-requests', { customerId: id }),
      )
    : [];
  if (secret) {
    const other = world.people.find((one) => one.id !== secret.ownerId);
    const ask = (ownerId: string) => send('POST', '/team-requests', { match: match(ownerId), note });
    const match = (ownerId: string) => ({ reason: 'name', value: secret.name, ownerId });
    const pair = { hidden: other ?? null, fine: { id: secret.ownerId } };
    made.push(
      ...attempts<{ id: string }>(
        'team.ask',
        'match',
        pair,
        random,
        ({ id }) => ask(id),
        () => {
          const seenBy = (one: string) => one === who.id || oracleOf(world).answers(one, { customerId: secret.id });
          written(scene, note, who.login, seenBy);
        },
      ),
    );
  }
  return [...made, ...answers(scene, who, random)];
};

const answers: Writer = (scene, who, random) => {
  const { world, oracle } = scene;
  const pending = world.requests.filter((one) => one.state === 'pending');
  const isActive = (id: string) => world.people.some((one) => one.id === id && one.active);
  const mine = pending.filter((one) => one.askerId === who.id);
  const may = pending.filter((one) => oracle.answers(who.id, one));
  const mayNot = pending.filter((one) => !oracle.answers(who.id, one));
  const answer = {
    hidden: nearOne(scene, who, mayNot, random),
    fine: random.maybe(may.filter((one) => isActive(one.askerId))),
  };
  const withdraw = {
    hidden: nearOne(
      scene,
      who,
      pending.filter((one) => one.askerId !== who.id),
      random,
    ),
    fine: random.maybe(mine),
  };
  return [
    // Declined: who is taken on and off again would be told of what they see neither before nor after.
    ...attempts('team.answer', 'id', answer, random, ({ id, version }) =>
      send('POST', `/team-requests/${id}/answer`, { version, accept: false }),
    ),
    ...attempts('team.withdraw', 'id', withdraw, random, ({ id, version }) =>
      send('POST', `/team-requests/${id}/withdraw`, { version }),
    ),
  ];
};
