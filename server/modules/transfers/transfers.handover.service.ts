import { declareHoldings, giveOwned } from '../../platform/holdings.ts';
import { unfinishedImports } from './transfers.handover.store.ts';

declareHoldings([
  {
    kind: 'imports',
    table: 'imports',
    columns: ['imports.owner_id'],
    permission: 'imports.customers',
    list: unfinishedImports,
    move: (tx, _ctx, _personId, moves) => giveOwned(tx, 'imports', moves),
  },
]);
