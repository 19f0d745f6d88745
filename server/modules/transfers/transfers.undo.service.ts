import type { Ctx } from '../../platform/context.ts';
import { write } from '../../platform/context.ts';
import { lockOrganisation, removePeople } from '../org/index.ts';
import { undoCustomers } from './transfers.customers.service.ts';
import { dropExtras, takeExtras } from './transfers.extras.store.ts';
import { undoPeople } from './transfers.people.service.ts';
import type { ImportRecord } from './transfers.store.ts';
import { madeRowsAfter, setOutcome, setProgress } from './transfers.store.ts';
import type { Turns } from './transfers.turns.service.ts';
import { undoUpdates } from './transfers.updates.service.ts';

const undoneAtOnce = 200;

/**
 * Takes back what an import created, as far as nothing else has changed it. Subsidiaries go before groups and
 * subordinates before supervisors, hence round after round until none goes any more; what then still waits is kept.
 */
export async function undoRecords(turns: Turns, record: ImportRecord): Promise<void> {
  if (record.kind === 'customers') await undoUpdates(turns, record);
  let waiting = await undoRound(turns, record, true);
  while (waiting > 0) {
    const left = await undoRound(turns, record, false);
    if (left >= waiting) break;
    waiting = left;
  }
  await keepRest(await turns(), record);
}

async function undoRound(turns: Turns, record: ImportRecord, counted: boolean): Promise<number> {
  const undo = record.kind === 'customers' ? undoCustomers : undoPeople;
  let waiting = 0;
  let done = 0;
  for (let after = 0; ; ) {
    const ctx = await turns();
    const made = await madeRowsAfter(ctx.db, record.id, after, undoneAtOnce);
    const last = made.at(-1);
    if (!last) break;
    after = last.row;
    done += made.length;
    waiting += await write(ctx, async (tx) => {
      const left = await undo(tx, ctx, record, made);
      if (counted) await setProgress(tx, record, Math.min(done, record.total));
      return left.waiting;
    });
  }
  return waiting + (record.kind === 'people' ? await undoExtras(await turns(), record) : 0);
}

async function undoExtras(ctx: Ctx, record: ImportRecord): Promise<number> {
  return write(ctx, async (tx) => {
    await lockOrganisation(tx);
    const extras = await takeExtras(tx, record.id);
    if (extras.length === 0) return 0;
    const { removed, waiting } = await removePeople(tx, ctx, extras);
    await dropExtras(tx, record.id, removed);
    return waiting.size;
  });
}

async function keepRest(ctx: Ctx, record: ImportRecord): Promise<void> {
  for (let after = 0; ; ) {
    const made = await madeRowsAfter(ctx.db, record.id, after, undoneAtOnce);
    const last = made.at(-1);
    if (!last) return;
    after = last.row;
    const rows = made.map(({ row }) => row);
    await write(ctx, (tx) => setOutcome(tx, record.id, rows, 'kept'));
  }
}
