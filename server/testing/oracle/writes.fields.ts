import { barredSegment, ownFields } from './world.fields.ts';
import type { Attempt, Writer } from './writes.ts';
import { attempts, handOf, send } from './writes.ts';

/** Customers and files that are named in own fields, and the segment that is not for everyone. */
export const fieldWrites: Writer = (scene, who, random) => {
  const { world, oracle } = scene;
  const customers = handOf(scene, who, random, world.customers, (one) => oracle.customer(who.id, one.id));
  const files = handOf(scene, who, random, world.files, (one) => oracle.file(who.id, one));
  const name = () => `宁波 ${random.mark()}`;
  const segment = { barred: { id: barredSegment } };
  const made: Attempt[] = [
    ...attempts('customers.create', 'segmentId', segment, random, ({ id }) =>
      send('POST', '/customers', { name: name(), segmentId: id }),
    ),
    ...attempts(
      'customers.create',
      'own customer',
      { hidden: customers.secret(), fine: customers.known() },
      random,
      ({ id }) => send('POST', '/customers', { name: name(), own: { [ownFields.customer]: id } }),
    ),
  ];
  // Above all the customer that is named already and may not be seen: it must not be found out by trying.
  const isHidden = (id: string | null) => customers.hidden.some((one) => one.id === id);
  const own = customers.seen.filter((one) => oracle.written(who.id, one.id));
  const kept = random.maybe(own.filter((one) => isHidden(one.own.otherId))) ?? random.maybe(own);
  const hidden = world.customers.find((one) => one.id === kept?.own.otherId && isHidden(one.id)) ?? customers.secret();
  const bare = random.maybe(own.filter((one) => one.own.fileId === null));
  if (kept) {
    const other = customers.known();
    const change = (values: object) => send('PATCH', `/customers/${kept.id}`, { version: kept.version, own: values });
    made.push(
      ...attempts('customers.update', 'segmentId', segment, random, ({ id }) =>
        send('PATCH', `/customers/${kept.id}`, { version: kept.version, segmentId: id }),
      ),
      ...attempts(
        'customers.update',
        'own customer',
        { hidden, fine: other === kept ? null : other },
        random,
        ({ id }) => change({ [ownFields.customer]: id }),
        ({ id }) => {
          kept.own = { ...kept.own, otherId: id };
        },
      ),
    );
  }
  if (bare) {
    made.push(
      ...attempts(
        'customers.update',
        'own file',
        { hidden: files.secret(), fine: files.known() },
        random,
        ({ id }) => send('PATCH', `/customers/${bare.id}`, { version: bare.version, own: { [ownFields.file]: [id] } }),
        ({ id }) => {
          bare.own = { ...bare.own, fileId: id };
        },
      ),
    );
  }
  return made;
};
