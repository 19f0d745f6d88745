import { workNight } from '../modules/customers/index.ts';
import { addDays } from '../platform/time.ts';
import { at } from './clock.ts';
import type { Client, World } from './index.ts';
import { returned } from './pool.data.ts';

type As = (login: string, when: Date) => Promise<Client>;

/** Two pools, what was returned to them, and the warnings of the last night. */
export async function fillPools(world: World, today: string, departments: ReadonlyMap<string, string>, as: As) {
  const entry = (name: string) => world.entries.get(name) ?? null;
  const ops = await as('ops', at(addDays(today, -40), '10:00'));
  const limits = { maxOwned: 20, maxClaimsADay: 3, coolingDays: 30 };
  const rule = { kind: 'contact' as const, levelId: null, sparePlanned: true };
  await ops.pools.create({
    name: '全国公海',
    segmentId: null,
    regionId: null,
    keeperId: world.people.get('ops') ?? '',
    departmentIds: [departments.get('sales') ?? ''],
    ...limits,
    warnDays: 30,
    rules: [
      { ...rule, days: 60 },
      { ...rule, days: 90, levelId: entry('level/A 重点') },
    ],
  });
  await ops.pools.create({
    name: '江苏公海',
    segmentId: null,
    regionId: entry('region/江苏'),
    keeperId: world.people.get('east.manager') ?? '',
    departmentIds: [departments.get('east') ?? ''],
    ...limits,
    warnDays: 30,
    rules: [{ ...rule, days: 60 }],
  });
  for (const one of returned) {
    const owner = await as(one.owner, at(addDays(today, -one.daysAgo - 45), '09:00'));
    const { id, version } = await owner.customers.create({
      name: one.name,
      segmentId: entry(`segment/${one.segment}`),
      regionId: entry(`region/${one.region}`),
      industryId: entry(`industry/${one.industry}`),
      levelId: entry(`level/${one.level}`),
      phone: one.phone,
      description: one.description,
      contacts: [one.contact],
    });
    const later = await as(one.owner, at(addDays(today, -one.daysAgo), '17:30'));
    await later.pools.giveBack({ id, version, reasonId: entry(`returnReason/${one.reason}`) ?? '', note: one.note });
  }
  await workNight(world.runtime);
}
