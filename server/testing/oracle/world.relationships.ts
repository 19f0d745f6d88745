import { dayAfter } from './days.ts';
import type { Random } from './random.ts';
import type { Relationship, World } from './world.types.ts';

/** Departments of the company, the same for all worlds of a database. */
export const departments = [
  { id: '01d00000-0000-7000-8000-000000000001', parentId: null },
  { id: '01d00000-0000-7000-8000-000000000002', parentId: '01d00000-0000-7000-8000-000000000001' },
  { id: '01d00000-0000-7000-8000-000000000003', parentId: '01d00000-0000-7000-8000-000000000001' },
] as const;

/** Small departments, some of which hide nobody. */
const nooks = Array.from({ length: 12 }, (_, index) => ({
  id: `01d00000-0000-7000-8000-0000000001${String(index).padStart(2, '0')}`,
  parentId: departments[1 + (index % 2)]?.id ?? null,
}));

export const allDepartments: readonly { id: string; parentId: string | null }[] = [...departments, ...nooks];

/** Days without contact that cost a step: what a new company begins with. */
const fadesIn = 90;

/** What is left of a relationship, said once more and independently of the product. */
export function leftOf({ strength, age, touchAge }: Relationship): number {
  const days = touchAge === null ? age : Math.min(age, touchAge);
  return Math.max(0, strength - Math.floor(days / fadesIn));
}

/** What people and contacts have in common, posts of one person, who knows whom, what is kept and asked. */
export function drawRelationships(random: Random, world: World, today: string): void {
  const schools = [random.mark(), random.mark()];
  for (const person of world.people) {
    person.departmentId = random.chance(0.8) ? random.pick(random.chance(0.4) ? nooks : departments).id : null;
    person.school = random.chance(0.3) ? random.pick(schools) : null;
  }
  for (const contact of world.contacts) {
    contact.school = random.chance(0.3) ? random.pick(schools) : null;
    const known = random.maybe(world.contacts);
    if (known && known !== contact && random.chance(0.35)) {
      known.personId ??= random.id();
      contact.personId = known.personId;
    }
    if (random.chance(0.2)) {
      contact.departure = {
        placeMark: random.mark(),
        toCustomerId: random.maybe(world.customers)?.id ?? null,
        leftOn: dayAfter(today, -random.between(1, 40)),
      };
    }
    drawKnowers(random, world, contact.id);
  }
  for (let count = random.between(1, 4); count > 0; count -= 1) drawIntroduction(random, world);
}

function drawKnowers(random: Random, world: World, contactId: string): void {
  for (const person of random.some(world.people, random.int(4))) {
    world.relationships.push({
      id: random.id(),
      noteMark: random.mark(),
      contactId,
      personId: person.id,
      strength: random.int(6),
      age: random.pick([3, 20, 100, 400]),
      touchAge: random.chance(0.5) ? random.pick([2, 30, 200]) : null,
    });
  }
  for (const author of random.some(world.people, random.int(3))) {
    world.remarks.push({ id: random.id(), mark: random.mark(), contactId, authorId: author.id });
  }
}

function drawIntroduction(random: Random, world: World): void {
  const [asker, asked] = random.some(world.people, 2);
  if (!asker || !asked) return;
  world.introductions.push({
    id: random.id(),
    mark: random.mark(),
    aboutMark: random.mark(),
    answerMark: random.mark(),
    askerId: asker.id,
    askedId: asked.id,
    knownContactId: random.maybe(world.contacts)?.id ?? null,
    departmentId: random.chance(0.6) ? random.pick(departments).id : null,
    state: random.pick(['open', 'open', 'accepted', 'declined'] as const),
  });
}
