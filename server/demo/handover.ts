import { addDays } from '../platform/time.ts';
import { at, workday } from './clock.ts';
import { handed, leaver } from './handover.data.ts';
import type { Client, World } from './index.ts';

type As = (login: string, when: Date) => Promise<Client>;

/** Somebody who has left: his customers, with a briefing on each, an introductory visit to come, the account closed. */
export async function handOverLeaver(world: World, today: string, as: As): Promise<void> {
  const entry = (name: string) => world.entries.get(name) ?? null;
  for (const [index, one] of handed.entries()) {
    const began = await as(leaver.login, at(addDays(today, -55 + index), '09:30'));
    const made = await began.customers.create({
      name: one.name,
      segmentId: entry(`segment/${one.segment}`),
      regionId: entry(`region/${one.region}`),
      industryId: entry(`industry/${one.industry}`),
      levelId: entry(`level/${one.level}`),
      phone: one.phone,
      description: one.description,
      contacts: [one.contact],
    });
    const visitedOn = workday(today, -leaver.daysAgo - 6 + index);
    const later = await as(leaver.login, at(visitedOn, '16:30'));
    await later.visits.record({
      customerId: made.id,
      visitedOn,
      contactIds: made.contacts.map(({ id }) => id),
      discussed: one.visit.discussed,
      needs: one.visit.needs,
      commitments: [{ side: 'ours', text: one.visit.promise, dueOn: workday(today, 3 + index), plan: true }],
      nextStep: one.visit.next,
      nextStepOn: workday(today, leaver.introduceInDays),
    });
  }
  const personId = world.people.get(leaver.login) ?? '';
  const to = world.people.get(leaver.successor) ?? '';
  const admin = await as('admin', at(addDays(today, -leaver.daysAgo), '15:00'));
  const { stamp } = await admin.handovers.held({ personId });
  await admin.handovers.run({
    personId,
    to,
    stamp,
    depart: true,
    introduceOn: workday(today, leaver.introduceInDays),
  });
}
