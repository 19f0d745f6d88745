import { oracleOf } from './oracle.ts';
import type { Note } from './world.notes.types.ts';
import type { Writer } from './writes.ts';
import { attempts, handOf, send, written } from './writes.ts';

/** Notes are changed by who wrote them, and name and carry nothing that the others may not see. */
export const noteWrites: Writer = (scene, who, random) => {
  const { world, oracle } = scene;
  const notes = handOf(scene, who, random, world.notes, (one) => oracle.customer(who.id, one.customerId));
  const mine = notes.seen.filter((one) => one.authorId === who.id);
  const barred = () => random.maybe(notes.seen.filter((one) => one.authorId !== who.id));
  const [text, told] = [random.mark(), random.mark()];
  const edit = ({ id, version }: Note) => send('PATCH', `/notes/${id}`, { version, text });
  const remove = ({ id, version }: Note) => send('DELETE', `/notes/${id}?version=${version}`, undefined);
  const [first, second] = random.some(mine, 2);
  const customer = random.maybe(world.customers.filter((one) => oracle.written(who.id, one.id)));
  const changes = [
    ...attempts('notes.edit', 'id', { hidden: notes.secret(), barred: barred(), fine: first }, random, edit, (note) =>
      written(scene, text, who.login, (other) => oracleOf(world).customer(other, note.customerId)),
    ),
    ...attempts('notes.remove', 'id', { hidden: notes.secret(), barred: barred(), fine: second }, random, remove),
  ];
  if (!customer) return changes;
  const path = `/customers/${customer.id}/notes`;
  const strangers = world.people.filter((one) => one.active && !oracle.customer(one.id, customer.id));
  const files = world.files.filter((one) => one.ownerId !== who.id);
  return [
    ...changes,
    ...attempts('customers.addNote', 'mentions', { barred: random.maybe(strangers) }, random, ({ id }) =>
      send('POST', path, { text: told, mentions: [id] }),
    ),
    ...attempts('customers.addNote', 'fileIds', { barred: random.maybe(files) }, random, ({ id }) =>
      send('POST', path, { text: told, fileIds: [id] }),
    ),
  ];
};
