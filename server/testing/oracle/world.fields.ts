import type { Random } from './random.ts';
import type { Own, World } from './world.types.ts';

/** Own fields of customers, the same in every database. */
export const ownFields = {
  text: '0190f000-0000-7000-8000-000000000001',
  customer: '0190f000-0000-7000-8000-000000000002',
  person: '0190f000-0000-7000-8000-000000000003',
  file: '0190f000-0000-7000-8000-000000000004',
  number: '0190f000-0000-7000-8000-000000000005',
  double: '0190f000-0000-7000-8000-000000000006',
} as const;

/** A segment of which nobody here may create customers. */
export const barredSegment = '0190f000-0000-7000-8000-000000000010';

export const noOwn: Own = { textMark: null, otherId: null, personId: null, fileId: null, number: null };

/** What stands in the own text of a customer with this mark. */
export const ownText = (mark: string): string => `说明 ${mark}`;

/** Values of own fields; the customers, people and files in them were seen by who wrote them, then, not by the readers. */
export function drawOwn(random: Random, world: World): void {
  for (const customer of world.customers) {
    const others = world.customers.filter((one) => one !== customer);
    customer.own = {
      textMark: random.chance(0.7) ? random.mark() : null,
      otherId: random.chance(0.7) ? (random.maybe(others)?.id ?? null) : null,
      personId: random.chance(0.4) ? random.pick(world.people).id : null,
      fileId: random.chance(0.5) ? (random.maybe(world.files)?.id ?? null) : null,
      number: random.chance(0.6) ? random.int(1000) : null,
    };
  }
}
