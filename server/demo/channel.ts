import { addDays, mondayOf } from '../platform/time.ts';
import { at } from './clock.ts';
import type { Client, World } from './index.ts';

type As = (login: string, when: Date) => Promise<Client>;

/** A group, distributors with one that was followed by another, and a colleague who asks to join a team. */
export async function fillChannel(world: World, today: string, as: As): Promise<void> {
  const id = (short: string) => world.customers.get(short) ?? '';
  const when = at(addDays(mondayOf(today), -3), '10:00');
  const manager = await as('east.manager', when);
  const child = await manager.customers.get({ id: id('瑞泽新材') });
  await manager.customers.update({ id: child.id, version: child.version, parentId: id('海川新材') });
  const ends = { customerId: id('瑞泽新材') };
  await manager.channel.createLink({
    ...ends,
    distributorId: id('甬港化工'),
    fromOn: addDays(today, -700),
    untilOn: addDays(today, -200),
    product: '通用树脂',
  });
  await manager.channel.createLink({ ...ends, distributorId: id('沪联贸易'), fromOn: addDays(today, -199) });
  await manager.channel.createLink({
    customerId: id('方舟电子'),
    distributorId: id('沪联贸易'),
    fromOn: addDays(today, -400),
    product: '电子级助剂',
  });
  const asker = await as('south.rep1', when);
  const yongsheng = await manager.customers.get({ id: id('永晟化工') });
  await asker.team.ask({
    match: { reason: 'name', value: yongsheng.name, ownerId: yongsheng.owner.id },
    note: '他们在东莞的新厂找我询价，想一起跟进。',
  });
}
