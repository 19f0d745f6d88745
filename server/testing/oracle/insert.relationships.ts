import { dayAfter, localDay } from './days.ts';
import type { Insert } from './insert.ts';
import { allDepartments } from './world.relationships.ts';
import type { Relationship, World } from './world.types.ts';

export async function insertDepartments(insert: Insert): Promise<void> {
  await insert(
    'departments',
    allDepartments.map(({ id, parentId }, index) => ({ id, parent_id: parentId, name: `部门 ${index}`, version: 1 })),
  );
}

export function relationshipRow(one: Relationship, at: Date) {
  const today = localDay(at);
  return {
    id: one.id,
    contact_id: one.contactId,
    user_id: one.personId,
    strength: one.strength,
    set_on: dayAfter(today, -one.age),
    last_touch_on: one.touchAge === null ? null : dayAfter(today, -one.touchAge),
    note: one.noteMark,
    version: 1,
    created_at: at.toISOString(),
  };
}

const wholeCompany = '00000000-0000-0000-0000-000000000000';

export async function insertRelationships(insert: Insert, world: World, at: Date): Promise<void> {
  const created_at = at.toISOString();
  await insert(
    'relationships',
    world.relationships.map((one) => relationshipRow(one, at)),
  );
  await insert(
    'contact_remarks',
    world.remarks.map(({ mark, contactId, authorId }) => ({
      contact_id: contactId,
      author_id: authorId,
      text: mark,
      version: 1,
      updated_at: created_at,
    })),
  );
  await insert(
    'contact_departures',
    world.contacts.flatMap(({ id, departure }) =>
      departure
        ? [
            {
              contact_id: id,
              reason: 'moved',
              place: departure.placeMark,
              to_customer_id: departure.toCustomerId,
              succession: 'open',
              recorded_by: world.people[0]?.id,
              recorded_at: created_at,
            },
          ]
        : [],
    ),
  );
  await insert(
    'user_backgrounds',
    world.people.flatMap(({ id, school }) =>
      school ? [{ user_id: id, school, employers: [], employer_keys: [], version: 1 }] : [],
    ),
  );
  await insert(
    'introductions',
    world.introductions.map((one) => ({
      id: one.id,
      asker_id: one.askerId,
      asked_id: one.askedId,
      about_name: one.aboutMark,
      about_company: '公司',
      about_key: one.aboutMark,
      known_contact_id: one.knownContactId,
      department_id: one.departmentId,
      circle: one.departmentId ?? wholeCompany,
      words: one.mark,
      state: one.state,
      answer: one.state === 'open' ? null : one.answerMark,
      created_at,
      answered_at: one.state === 'open' ? null : created_at,
    })),
  );
}
