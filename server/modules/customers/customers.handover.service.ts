import { recordEvents } from '../../platform/events.ts';
import { declareHoldings, declareStaying, giveOwned } from '../../platform/holdings.ts';
import { todayOf } from '../org/index.ts';
import {
  countOf,
  moveIntroductions,
  owedIntroductions,
  settleOwnRequests,
  sharedViews,
  waitingRequests,
  withdrawOwnRequests,
} from './customers.handover.asked.store.ts';
import { keptPools, moveKept, moveOwned, movePlaces, ownedCustomers, teamPlaces } from './customers.handover.store.ts';
import { subjectOf } from './customers.service.ts';
import { onDay } from './customers.team.store.ts';

declareHoldings([
  {
    kind: 'customers',
    table: 'customers',
    columns: ['customers.owner_id', 'customer_team.user_id'],
    list: ownedCustomers,
    async move(tx, ctx, personId, moves) {
      await onDay(tx, await todayOf(tx, ctx.now()));
      await moveOwned(tx, personId, moves, ctx.now().toISOString());
      await recordEvents(
        tx,
        ctx,
        'customer.handedOver',
        moves.map(({ id, to }) => ({
          subject: subjectOf({ id, ownerId: to }),
          data: { owner: { from: { personId }, to: { personId: to } } },
        })),
      );
    },
  },
  {
    kind: 'teamPlaces',
    table: 'customers',
    columns: ['customer_team.user_id'],
    list: teamPlaces,
    async move(tx, ctx, personId, moves) {
      await onDay(tx, await todayOf(tx, ctx.now()));
      await movePlaces(tx, personId, moves, ctx.now().toISOString());
    },
  },
  {
    kind: 'pools',
    table: 'pools',
    columns: ['pools.keeper_id'],
    list: keptPools,
    move: (tx, ctx, _personId, moves) => moveKept(tx, moves, ctx.now().toISOString()),
  },
  {
    kind: 'requests',
    table: 'team_requests',
    columns: [],
    list: waitingRequests,
    move: (tx, ctx, _personId, moves) => settleOwnRequests(tx, moves, ctx.actor.id, ctx.now().toISOString()),
  },
  {
    kind: 'introductions',
    table: 'introductions',
    columns: ['introductions.asked_id'],
    list: owedIntroductions,
    move: (tx, ctx, _personId, moves) => moveIntroductions(tx, moves, ctx.now().toISOString()),
  },
  {
    kind: 'views',
    table: 'customer_views',
    columns: ['customer_views.owner_id'],
    list: sharedViews,
    move: (tx, _ctx, _personId, moves) => giveOwned(tx, 'customer_views', moves),
  },
]);

declareStaying([
  // Who knew whom stays true: the successor's own relationship begins with the first meeting.
  {
    kind: 'relationships',
    columns: ['relationships.user_id'],
    count: (db, personId) => countOf(db, 'relationships', personId),
  },
  {
    kind: 'remarks',
    columns: ['contact_remarks.author_id'],
    count: (db, personId) => countOf(db, 'remarks', personId),
  },
  {
    kind: 'ownRequests',
    columns: ['team_requests.asker_id'],
    count: (db, personId) => countOf(db, 'ownRequests', personId),
    // Nobody answers whether somebody may join who is not there any more.
    async end(tx, ctx, personId) {
      const ids = await withdrawOwnRequests(tx, personId);
      const withdrawn = ids.map((id) => ({
        subject: { type: 'teamRequest', id, audience: 'audit' as const },
        data: { asker: { personId } },
      }));
      await recordEvents(tx, ctx, 'team.withdrawn', withdrawn);
    },
  },
  {
    kind: 'ownIntroductions',
    columns: ['introductions.asker_id'],
    count: (db, personId) => countOf(db, 'ownIntroductions', personId),
  },
  { kind: 'ownViews', columns: [], count: (db, personId) => countOf(db, 'ownViews', personId) },
]);
