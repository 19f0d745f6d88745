import type { Look, Looker, Scene } from './looks.ts';
import { equals, exactly, get, nearOne } from './looks.ts';
import type { Customer, Person } from './world.types.ts';

/** Groups, distributors, and customers that have become part of others. */
export const channelLooks: Looker = (scene, who, random) => {
  const { world, oracle } = scene;
  const seen = world.customers.filter((one) => oracle.customer(who.id, one.id));
  const hidden = world.customers.filter((one) => !oracle.customer(who.id, one.id));
  const looks: Look[] = random.some(seen, 2).flatMap((one) => [
    {
      route: 'channel.group',
      request: get(`/customers/${one.id}/group`),
      check: ([body]) => exactly(groupOf(scene, who, one))([{ items: body.nodes }]),
    },
    {
      route: 'channel.links',
      request: get(`/customers/${one.id}/channel-links`, { limit: random.pick([1, 2, 50]) }),
      walk: true,
      check: exactly(
        world.links.filter(
          (link) => [link.distributorId, link.customerId].includes(one.id) && oracle.link(who.id, link),
        ),
      ),
    },
    {
      route: 'merges.list',
      request: get(`/customers/${one.id}/merges`),
      check: exactly(world.merges.filter((merge) => merge.survivorId === one.id)),
    },
  ]);
  const secret = nearOne(scene, who, hidden, random);
  const strange = random.strangeId();
  if (secret) {
    const routes = [
      ['channel.group', 'group'],
      ['channel.links', 'channel-links'],
      ['merges.list', 'merges'],
    ] as const;
    for (const [route, end] of routes) {
      looks.push({ route, request: get(`/customers/${secret.id}/${end}`), like: get(`/customers/${strange}/${end}`) });
    }
  }
  const [own, other] = [random.maybe(seen), secret ?? { id: strange }];
  if (own) {
    const preview = (otherId: string) => get(`/customers/${own.id}/merge-preview`, { otherId });
    looks.push({ route: 'merges.preview', request: preview(other.id), like: preview(random.strangeId()) });
  }
  return [...looks, ...merged(scene, who, random)];
};

/** Up and down through what is seen, without a gap. */
function groupOf({ world, oracle }: Scene, who: Person, from: Customer): Customer[] {
  const seen = world.customers.filter((one) => oracle.customer(who.id, one.id));
  let head = from;
  for (;;) {
    const above = seen.find((one) => one.id === head.parentId);
    if (!above) break;
    head = above;
  }
  const below = (one: Customer): Customer[] => [
    one,
    ...seen.filter((child) => child.parentId === one.id).flatMap(below),
  ];
  return below(head);
}

/** The id of one that has gone answers with the survivor, or as one that never was. */
const merged: Looker = ({ world, oracle }, who, random) => {
  const looks: Look[] = [];
  const known = random.maybe(world.merges.filter((one) => oracle.merge(who.id, one)));
  const secret = random.maybe(world.merges.filter((one) => !oracle.merge(who.id, one)));
  const route = 'customers.get';
  if (known) {
    looks.push({
      route,
      request: get(`/customers/${known.loserId}`),
      check: ([body]) => equals([body.id, body.mergedInto?.id], [known.survivorId, known.survivorId], 'survivor'),
    });
  }
  if (secret) {
    looks.push({
      route,
      request: get(`/customers/${secret.loserId}`),
      like: get(`/customers/${random.strangeId()}`),
    });
  }
  return looks;
};
