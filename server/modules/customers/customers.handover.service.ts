import { recordEvents } from '../../platform/events.ts';
import { declareHoldings } from '../../platform/holdings.ts';
import { todayOf } from '../org/index.ts';
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
]);
