import type { Tx } from '../../platform/db/db.ts';
import { follow } from '../../platform/jobs.ts';
import { notify } from '../notifications/index.ts';
import { effectiveSupervisor } from '../org/index.ts';
import { heldPlaces } from './customers.team.store.ts';

async function nameOf(tx: Tx, userId: string | null): Promise<string> {
  const user = await tx.selectFrom('users').select('name').where('id', '=', userId).executeTakeFirst();
  return user?.name ?? '';
}

/** The team of a customer and the supervisor of its owner are told that a contact left. */
const tellLeft = follow('contacts.tellLeft', ['contact.left'], async (runtime, event) => {
  const { customerId } = event.subject;
  if (!customerId) return;
  await runtime.kysely.transaction().execute(async (tx) => {
    const team = await heldPlaces(tx, customerId);
    const owner = team.find((member) => member.role === 'owner');
    const supervisor = owner ? await effectiveSupervisor(tx, owner.personId) : null;
    const people = [...team.map((member) => member.personId), ...(supervisor ? [supervisor] : [])];
    await notify(tx, {
      userIds: people.filter((id) => id !== event.actorId),
      eventId: event.id,
      kind: 'contact.left',
      params: { actor: await nameOf(tx, event.actorId) },
      subjectType: 'customer',
      subjectId: customerId,
    });
  });
});

/** A request tells who asks; an answer tells who agreed, and nobody who declined. */
const tellIntroduction = follow(
  'introductions.tell',
  ['introduction.asked', 'introduction.answered'],
  async (runtime, event) => {
    await runtime.kysely.transaction().execute(async (tx) => {
      const request = await tx
        .selectFrom('introductions')
        .select(['asker_id', 'asked_id', 'state'])
        .where('id', '=', event.subject.id)
        .executeTakeFirst();
      if (!request) return;
      const about = { eventId: event.id, subjectType: 'introduction', subjectId: event.subject.id };
      if (event.type === 'introduction.asked') {
        const params = { actor: await nameOf(tx, request.asker_id) };
        await notify(tx, { ...about, userIds: [request.asked_id], kind: 'introduction.asked', params });
        return;
      }
      const accepted = request.state === 'accepted';
      await notify(tx, {
        ...about,
        userIds: [request.asker_id],
        kind: accepted ? 'introduction.accepted' : 'introduction.declined',
        params: accepted ? { actor: await nameOf(tx, request.asked_id) } : {},
      });
    });
  },
);

export const relationshipsJobs = [tellLeft, tellIntroduction];
