import { declareHoldings, giveOwned } from '../../platform/holdings.ts';
import { unrecordedVisits } from './visits.handover.store.ts';

declareHoldings([
  {
    kind: 'visits',
    table: 'visits',
    columns: ['visits.owner_id'],
    permission: 'visits.use',
    list: unrecordedVisits,
    move: (tx, _ctx, _personId, moves) => giveOwned(tx, 'visits', moves),
  },
]);
