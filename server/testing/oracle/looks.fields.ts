import { ownValues } from './insert.fields.ts';
import type { Look, Looker } from './looks.ts';
import { equals, exactly, firstOf, get, nearOne } from './looks.ts';
import { ownFields } from './world.fields.ts';

const sorted = (values: Record<string, unknown>) =>
  Object.entries(values).sort(([one], [other]) => (one < other ? -1 : 1));

/** Own fields of what is seen, without the customers in them that are not; searched texts are found by who sees them. */
export const fieldLooks: Looker = (scene, who, random) => {
  const { world, oracle } = scene;
  const sees = (id: string) => oracle.customer(who.id, id);
  const seen = world.customers.filter((one) => sees(one.id));
  const looks: Look[] = random.some(seen, 3).map(({ id, own }) => {
    const otherId = own.otherId !== null && sees(own.otherId) ? own.otherId : null;
    const expected = sorted(ownValues({ ...own, otherId }));
    return {
      route: 'customers.get',
      request: get(`/customers/${id}`),
      check: ([body]) =>
        firstOf(
          equals(sorted(body.own), expected, 'own'),
          exactly(otherId === null ? [] : [{ id: otherId }])([{ items: body.ownRefs.customers }]),
          exactly(own.personId === null ? [] : [{ id: own.personId }])([{ items: body.ownRefs.people }]),
          exactly(own.fileId === null ? [] : [{ id: own.fileId }])([{ items: body.ownRefs.files }]),
          body.own[ownFields.double] === undefined || own.number !== null ? null : 'a double of nothing',
        ),
    };
  });
  const found = random.maybe(seen.filter((one) => one.own.textMark !== null));
  const secret = nearOne(
    scene,
    who,
    world.customers.filter((one) => one.own.textMark !== null && !sees(one.id)),
    random,
  );
  if (found) {
    const request = get('/customers', { q: found.own.textMark ?? '' });
    looks.push({ route: 'customers.list', request, check: exactly([found]) });
  }
  if (secret) {
    const [request, like] = [
      get('/customers', { q: secret.own.textMark ?? '' }),
      get('/customers', { q: random.mark() }),
    ];
    looks.push({ route: 'customers.list', request, like });
  }
  return looks;
};
