import type { Random } from './random.ts';
import { noOwn } from './world.fields.ts';
import type { TeamMember } from './world.team.types.ts';
import type { Customer, World } from './world.types.ts';

/** Words that customers of all worlds share, so that hidden ones match what is searched for. */
export const words = ['精密', '化工', '机械', '电子', '新材料'];
const places = ['上海', '苏州', '无锡', '宁波'];
const lists = ['segment', 'region', 'industry', 'level'] as const;

/** Ids of the entries of a list, the same for all worlds of a database. */
export type Entries = Record<(typeof lists)[number] | 'purpose' | 'competitor' | 'costKind' | 'returnReason', string[]>;

export const contactName = (mark: string) => `联系人 ${mark}`;
export const nameOf = (place: string, word: string, mark: string) => `${place}${word}${mark}有限公司`;

function drawTeam(random: Random, world: World, ownerId: string): TeamMember[] {
  const others = random.some(
    world.people.filter((person) => person.id !== ownerId),
    random.pick([0, 0, 1, 1, 2, 3]),
  );
  const members = others.map((person) => ({
    personId: person.id,
    role: random.pick(['sales', 'technical', 'sponsor', 'service'] as const),
    access: random.pick(['read', 'write'] as const),
  }));
  return [{ personId: ownerId, role: 'owner', access: 'write' }, ...members];
}

/** A credit code whose check digit (GB 32100-2015) is a digit, so that it is found in any text as a number. */
function drawCreditCode(random: Random): string {
  for (;;) {
    const body = `91310000${random.digits(9)}`;
    const sum = [...body].reduce((total, digit, place) => total + Number(digit) * 3 ** place, 0);
    const check = (31 - (sum % 31)) % 31;
    if (check < 10) return `${body}${check}`;
  }
}

export function drawCustomer(random: Random, world: World, entries: Entries, ownerId: string): Customer {
  const [mark, word] = [random.mark(), random.pick(words)];
  const fromList = (list: (typeof lists)[number]) => (random.chance(0.7) ? random.maybe(entries[list]) : null);
  return {
    id: random.id(),
    mark,
    word,
    name: nameOf(random.pick(places), word, mark),
    ownerId,
    team: drawTeam(random, world, ownerId),
    parentId: random.chance(0.3) ? (random.maybe(world.customers)?.id ?? null) : null,
    segmentId: fromList('segment'),
    regionId: fromList('region'),
    industryId: fromList('industry'),
    levelId: fromList('level'),
    phone: `138${random.digits(8)}`,
    creditCode: drawCreditCode(random),
    descriptionMark: random.mark(),
    nextStepMark: random.mark(),
    addressMark: random.mark(),
    archiveAge: random.chance(0.4) ? random.between(40, 90) : random.between(0, 20),
    own: noOwn,
    poolId: null,
    leftId: null,
    warnedId: null,
    version: 1,
  };
}

/** 3 to 12 customers with their teams, groups and contacts. */
export function drawCustomers(random: Random, world: World, entries: Entries): void {
  for (let count = random.between(3, 12); count > 0; count -= 1) {
    const customer = drawCustomer(random, world, entries, random.pick(world.people).id);
    world.customers.push(customer);
    for (let contacts = random.int(4); contacts > 0; contacts -= 1) {
      world.contacts.push({
        id: random.id(),
        mark: random.mark(),
        noteMark: random.mark(),
        phone: `137${random.digits(8)}`,
        customerId: customer.id,
        personId: null,
        school: null,
        employerMark: random.mark(),
        departure: null,
        version: 1,
      });
    }
  }
}
