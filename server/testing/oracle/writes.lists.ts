import { nearOne } from './looks.ts';
import type { Request } from './subject.ts';
import type { View } from './world.lists.types.ts';
import { departments } from './world.relationships.ts';
import type { Writer } from './writes.ts';
import { attempts, handOf, send, written } from './writes.ts';

export const listWrites: Writer = (scene, who, random) => {
  const { world, oracle, entries } = scene;
  const views = handOf(scene, who, random, world.views, (one) => oracle.view(who.id, one));
  const customers = handOf(scene, who, random, world.customers, (one) => oracle.customer(who.id, one.id));
  const edits = handOf(scene, who, random, world.bulkEdits, (one) => oracle.bulkEdit(who.id, one));
  // One to change and another to remove: what was changed has another version by then.
  const [own, other] = random.some(
    views.seen.filter((one) => one.ownerId === who.id),
    2,
  );
  const shared = random.maybe(views.seen.filter((one) => one.ownerId !== who.id));
  const mark = random.mark();
  const choice = (fine: View | undefined) => ({ hidden: views.secret(), barred: shared, fine: fine ?? null });
  const remove = ({ id, version }: View): Request => ({
    method: 'DELETE',
    path: `/api/customer-views/${id}?version=${version}`,
  });
  const keeps = oracle.holds(who.id, 'org.manage') || oracle.holds(who.id, 'settings.manage');
  const around = handOf(scene, who, random, departments, (one) => oracle.shares(who.id, one.id));
  const barred = keeps ? null : nearOne(scene, who, around.hidden, random);
  const changes = { levelId: random.pick(entries.level) };
  const below = world.people.filter((one) => one.active && !oracle.line(who.id, one.id));
  const mine = random.maybe(customers.seen);
  return [
    ...attempts('views.create', 'departmentId', { barred, fine: around.known() }, random, ({ id }) =>
      send('POST', '/customer-views', { name: random.mark(), departmentId: id, settings: {} }),
    ),
    ...attempts(
      'views.update',
      'id',
      choice(own),
      random,
      ({ id, version }) => send('PATCH', `/customer-views/${id}`, { version, name: mark }),
      (view) => {
        view.version += 1;
        written(scene, mark, who.login, (other) => oracle.view(other, view));
      },
    ),
    ...attempts('views.remove', 'id', choice(other), random, remove),
    ...attempts('views.setDefault', 'id', { hidden: views.secret(), fine: views.known() }, random, ({ id }) =>
      send('PUT', '/customer-view-default', { id }),
    ),
    ...attempts(
      'bulk.run',
      'selection.ids',
      { hidden: customers.secret(), fine: customers.known() },
      random,
      ({ id }) => send('POST', '/bulk-edits', { selection: { ids: [id] }, changes }),
    ),
    ...(mine
      ? attempts('bulk.run', 'ownerId', { barred: nearOne(scene, who, below, random) }, random, ({ id }) =>
          send('POST', '/bulk-edits', { selection: { ids: [mine.id] }, changes: { ownerId: id } }),
        )
      : []),
    ...attempts(
      'bulk.undo',
      'id',
      {
        hidden: edits.secret(),
        fine: random.maybe(edits.seen.filter(({ rows }) => rows.some(({ state }) => state === 'changed'))),
      },
      random,
      ({ id, version }) => send('POST', `/bulk-edits/${id}/undo`, { version }),
    ),
  ];
};
