import { declareHoldings } from '../../platform/holdings.ts';
import { moveInLine } from './org.line.store.ts';
import { directSubordinates, setSupervisor } from './org.store.ts';

declareHoldings([
  {
    kind: 'subordinates',
    table: 'users',
    columns: ['users.supervisor_id'],
    list: directSubordinates,
    async move(tx, _ctx, _personId, moves) {
      for (const { id, to } of moves) {
        await setSupervisor(tx, id, to);
        await moveInLine(tx, id, to);
      }
    },
  },
]);
