import { declareHoldings } from '../../platform/holdings.ts';
import { moveUnfinished, unfinishedImports } from './transfers.handover.store.ts';

declareHoldings([
  {
    kind: 'imports',
    table: 'imports',
    columns: ['imports.owner_id'],
    permission: 'imports.customers',
    list: unfinishedImports,
    move: (tx, _ctx, _personId, moves) => moveUnfinished(tx, moves),
  },
]);
