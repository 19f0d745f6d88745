import { addDays } from '../platform/time.ts';
import { at } from './clock.ts';
import type { Client, World } from './index.ts';

type As = (login: string, when: Date) => Promise<Client>;

/** Lists that the region works from every morning. */
export async function shareViews(world: World, today: string, departments: ReadonlyMap<string, string>, as: As) {
  const manager = await as('east.manager', at(addDays(today, -20), '09:00'));
  const departmentId = departments.get('east') ?? null;
  const level = world.entries.get('level/A 重点');
  await manager.views.create({
    name: '30 天没有拜访',
    departmentId,
    settings: {
      filter: { all: [{ field: 'lastVisitOn', op: 'notWithin', value: { last: 30 } }] },
      columns: ['level', 'owner', 'lastVisitOn', 'nextStep', 'nextStepOn'],
      sort: 'lastVisitOn',
      order: 'asc',
    },
  });
  await manager.views.create({
    name: '重点客户，按负责人',
    departmentId,
    settings: {
      ...(level && { filter: { all: [{ field: 'level', op: 'is', value: level }] } }),
      group: 'owner',
    },
  });
  const rep = await as('east.rep1', at(addDays(today, -10), '09:00'));
  await rep.views.create({
    name: '下一步已过期',
    settings: {
      filter: { all: [{ field: 'nextStepOn', op: 'before', value: today }] },
      sort: 'nextStepOn',
      order: 'asc',
    },
  });
}
