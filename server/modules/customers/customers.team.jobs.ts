import { z } from 'zod';
import type { JobDefinition } from '../../platform/jobs.ts';
import { follow } from '../../platform/jobs.ts';
import { notify } from '../notifications/index.ts';
import { undoableDays } from './customers.merges.rules.ts';
import { forgetLed } from './customers.merges.store.ts';
import { deriveNames } from './customers.names.service.ts';
import { turnTeams } from './customers.team.service.ts';

const places = z.object({ personId: z.uuid() }).array();
const turned = z.object({ added: places, removed: places });

/** Access begins and ends with the company's day. */
const turn: JobDefinition = { name: 'customers.turnTeams', cron: '* * * * *', run: turnTeams };

const derive: JobDefinition = { name: 'customers.deriveNames', cron: '* * * * *', run: deriveNames };

/** Those whose place began or ended by itself are told. */
const tellTurned = follow('customers.tellTurned', ['customer.teamTurned'], async (runtime, event) => {
  const { added, removed } = turned.parse(event.data);
  const message = { eventId: event.id, params: {}, subjectType: 'customer', subjectId: event.subject.id };
  await runtime.kysely.transaction().execute(async (tx) => {
    const ids = (people: typeof added) => people.map(({ personId }) => personId);
    await notify(tx, { ...message, userIds: ids(added), kind: 'team.began' });
    await notify(tx, { ...message, userIds: ids(removed), kind: 'team.ended' });
  });
});

const requested = z.object({ asker: z.object({ personId: z.uuid() }), accepted: z.boolean().optional() });

/** The owner is told that somebody asks, the asker that there is an answer. */
const tellRequests = follow('customers.tellRequests', ['team.asked', 'team.answered'], async (runtime, event) => {
  const { asker, accepted } = requested.parse(event.data);
  const asks = event.type === 'team.asked';
  const receiver = asks ? event.subject.ownerId : asker.personId;
  if (!receiver || receiver === event.actorId) return;
  await runtime.kysely.transaction().execute(async (tx) => {
    const actor = await tx.selectFrom('users').select('name').where('id', '=', asker.personId).executeTakeFirst();
    await notify(tx, {
      userIds: [receiver],
      eventId: event.id,
      kind: asks ? 'team.asked' : accepted ? 'team.accepted' : 'team.declined',
      params: asks ? { actor: actor?.name ?? '' } : {},
      subjectType: asks ? 'teamRequest' : 'teamRequestAsked',
      subjectId: event.subject.id,
    });
  });
});

const forget: JobDefinition = {
  name: 'customers.forgetMerges',
  cron: '20 3 * * *',
  run: (runtime) => forgetLed(runtime.kysely, new Date(runtime.now().getTime() - undoableDays * 86_400_000)),
};

export const teamJobs = [turn, derive, forget, tellTurned, tellRequests];
