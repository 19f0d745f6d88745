import type pg from 'pg';
import { relationshipRow } from './insert.relationships.ts';
import type { Insert } from './insert.ts';
import type { Scene } from './looks.ts';
import type { Random } from './random.ts';
import type { Person, Relationship, World } from './world.types.ts';

/**
 * Changes what stands behind a circle: another colleague of the same department knows the hidden person, better and
 * since yesterday, and one more of them does. Nobody who is not told of it may notice.
 */
export async function changeRelationships(
  scene: Scene,
  insert: Insert,
  client: pg.PoolClient,
  world: World,
  who: Person,
  random: Random,
): Promise<void> {
  const { oracle } = scene;
  const person = new Map(world.people.map((one) => [one.id, one]));
  const contact = new Map(world.contacts.map((one) => [one.id, one]));
  const isHidden = (one: Relationship) => {
    const post = contact.get(one.contactId);
    return post !== undefined && !oracle.contact(who.id, post) && oracle.standsBehind(who.id, one);
  };
  for (const one of random.some(world.relationships.filter(isHidden), 4)) {
    const knower = person.get(one.personId);
    const free = (other: Person) =>
      other.active &&
      other.departmentId === knower?.departmentId &&
      !oracle.line(who.id, other.id) &&
      !world.relationships.some(({ contactId, personId }) => contactId === one.contactId && personId === other.id);
    const [another, further] = random.some(world.people.filter(free), 2);
    if (another) one.personId = another.id;
    Object.assign(one, { strength: 5, age: 1, touchAge: 1 });
    await client.query(
      `update relationships set user_id = $2, strength = 5, note = $3, set_on = set_on - 1, last_touch_on = $4,
         version = version + 1
       where id = $1`,
      [one.id, one.personId, random.mark(), scene.today],
    );
    if (!further) continue;
    const added = { ...one, id: random.id(), noteMark: random.mark(), personId: further.id };
    world.relationships.push(added);
    await insert('relationships', [relationshipRow(added, scene.subject.at)]);
  }
  const remark = random.maybe(world.remarks.filter((one) => !oracle.remark(who.id, one)));
  if (remark) {
    await client.query(
      'update contact_remarks set text = $3, version = version + 1 where contact_id = $1 and author_id = $2',
      [remark.contactId, remark.authorId, random.mark()],
    );
  }
}
