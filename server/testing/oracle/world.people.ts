import type { Random } from './random.ts';
import type { Person, RoleName, World } from './world.types.ts';

const deepest = 5;

function drawRoles(random: Random): RoleName[] {
  const dice = random.int(20);
  if (dice < 8) return ['seller'];
  if (dice < 13) return ['trader'];
  if (dice < 15) return ['planner'];
  if (dice === 15) return [];
  if (dice === 16) return ['clerk', 'seller'];
  if (dice === 17) return ['keeper'];
  if (dice === 18) return ['recruiter', 'seller'];
  return ['closer', 'seller'];
}

function person(random: Random, supervisorId: string | null, roles: RoleName[], active: boolean): Person {
  const login = random.mark();
  return {
    id: random.id(),
    login,
    name: `${random.pick(['陈', '林', '黄', '吴', '周', '徐'])}${random.pick(['明', '丽', '强', '静', '磊'])} ${login}`,
    email: `${random.mark()}@people.example`,
    phone: `139${random.digits(8)}`,
    supervisorId,
    active,
    departedOn: active ? null : '2026-01-31',
    roles,
    departmentId: null,
    school: null,
    version: 1,
  };
}

/**
 * A reporting line of 4 to 14 people, up to five levels deep, perhaps with several heads; some have left, their
 * subordinates still under them. One more person holds all permissions, mostly outside the line.
 */
export function drawPeople(random: Random, world: World): void {
  const depths = new Map<string, number>();
  const count = random.between(4, 14);
  for (let index = 0; index < count; index += 1) {
    const candidates = world.people.filter((one) => (depths.get(one.id) ?? 0) < deepest);
    const above = index === 0 || random.chance(0.08) ? null : random.maybe(candidates);
    const made = person(random, above?.id ?? null, drawRoles(random), index < 2 || !random.chance(0.1));
    depths.set(made.id, above ? (depths.get(above.id) ?? 0) + 1 : 1);
    world.people.push(made);
  }
  const above = random.chance(0.25) ? random.maybe(world.people) : null;
  world.people.push(person(random, above?.id ?? null, ['master'], true));
}

/** Someone above every head of the given worlds, whose line is therefore the whole company. */
export function drawChair(random: Random, worlds: readonly World[]): Person {
  const chair = person(random, null, ['seller'], true);
  for (const world of worlds) {
    for (const one of world.people) one.supervisorId ??= chair.id;
  }
  return chair;
}
