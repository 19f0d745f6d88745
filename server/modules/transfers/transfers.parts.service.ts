import type { Ctx } from '../../platform/context.ts';
import { within, write } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/db.ts';
import { AppError } from '../../platform/errors.ts';
import type { PartPlan } from './transfers.parts.rules.ts';
import type { ChangedRow, ImportRecord, RowResult, StoredRow } from './transfers.store.ts';
import { changedRowsAfter, rowsAfter, setOutcome, setProgress, setResults } from './transfers.store.ts';
import type { Turns } from './transfers.turns.service.ts';
import { mistakesOf } from './transfers.values.rules.ts';

/** What a row that was written leaves; `before` is what undo needs. */
export type Written = { row: number; recordId: string; recordVersion: number; before?: Record<string, unknown> };

/** A kind of import whose rows belong to customers that are there. */
export type PartKind<Plan extends PartPlan> = {
  /** What becomes of rows; `seen` holds the keys of the rows before them. */
  plan: (ctx: Ctx, record: ImportRecord, stored: readonly StoredRow[], seen: Set<string>) => Promise<Plan[]>;
  /** Writes what goes in. */
  write: (tx: Tx, ctx: Ctx, plans: readonly Plan[]) => Promise<Written[]>;
  /** Takes one row back; false when somebody has changed since what it wrote. */
  undo: (tx: Tx, ctx: Ctx, row: ChangedRow) => Promise<boolean>;
  /** Rows in one transaction. */
  atOnce: number;
};

const checkedAtOnce = 1000;
const takenAtOnce = 200;

const toResult = ({ row, outcome, errors, recordId }: PartPlan, written?: Written): RowResult => ({
  row,
  outcome,
  errors,
  recordId: written?.recordId ?? recordId,
  recordVersion: written?.recordVersion ?? null,
  ...(written?.before && { before: written.before }),
});

/** The dry run: says of every row what would become of it, and changes nothing else. */
export async function checkParts<Plan extends PartPlan>(
  turns: Turns,
  record: ImportRecord,
  kind: PartKind<Plan>,
): Promise<Record<string, string[]>> {
  const seen = new Set<string>();
  let done = 0;
  for (let after = 0; ; ) {
    const ctx = await turns();
    const stored = await rowsAfter(ctx.db, record.id, after, checkedAtOnce);
    const last = stored.at(-1);
    if (!last) return {};
    after = last.row;
    done += stored.length;
    const plans = await kind.plan(ctx, record, stored, seen);
    await write(ctx, async (tx) => {
      await setResults(
        tx,
        record.id,
        plans.map((plan) => toResult(plan)),
      );
      await setProgress(tx, record, done);
    });
  }
}

/** Writes the rows that passed, each with its result in the same transaction, so that it goes in once. */
export async function runParts<Plan extends PartPlan>(
  turns: Turns,
  record: ImportRecord,
  kind: PartKind<Plan>,
): Promise<void> {
  let { done } = record;
  for (let after = 0; ; ) {
    const ctx = await turns();
    const stored = await rowsAfter(ctx.db, record.id, after, takenAtOnce, 'written');
    const last = stored.at(-1);
    if (!last) return;
    after = last.row;
    done += stored.length;
    for (let from = 0; from < stored.length; from += kind.atOnce) {
      await writeRows(ctx, record, kind, stored.slice(from, from + kind.atOnce));
    }
    await write(ctx, (tx) => setProgress(tx, record, done));
  }
}

async function writeRows<Plan extends PartPlan>(
  ctx: Ctx,
  record: ImportRecord,
  kind: PartKind<Plan>,
  stored: readonly StoredRow[],
): Promise<void> {
  try {
    await write(ctx, async (tx) => {
      const inner = within(ctx, tx);
      const plans = await kind.plan(inner, record, stored, new Set());
      const going = plans.filter(({ outcome }) => outcome === 'create' || outcome === 'update');
      const written = new Map((await kind.write(tx, inner, going)).map((one) => [one.row, one]));
      await setResults(
        tx,
        record.id,
        plans.map((plan) => toResult(plan, written.get(plan.row))),
      );
    });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const [row, ...others] = stored;
    // One that is refused keeps the others from nothing.
    if (others.length > 0) for (const one of stored) await writeRows(ctx, record, kind, [one]);
    else if (row) await write(ctx, (tx) => setResults(tx, record.id, [refused(row, error)]));
  }
}

const refused = ({ row }: StoredRow, error: AppError): RowResult => ({
  row,
  outcome: 'error',
  errors: mistakesOf(error, 'customer', ''),
  recordId: null,
  recordVersion: null,
});

/** Takes back what the import wrote, row by row, as far as nothing else has changed it. */
export async function undoParts<Plan extends PartPlan>(
  turns: Turns,
  record: ImportRecord,
  kind: PartKind<Plan>,
): Promise<void> {
  let done = 0;
  for (let after = 0; ; ) {
    const ctx = await turns();
    const rows = await changedRowsAfter(ctx.db, record.id, after, takenAtOnce, ['create', 'update']);
    const last = rows.at(-1);
    if (!last) return;
    after = last.row;
    done += rows.length;
    for (const row of rows) await takeBack(ctx, record, kind, row);
    await write(ctx, (tx) => setProgress(tx, record, Math.min(done, record.total)));
  }
}

async function takeBack<Plan extends PartPlan>(
  ctx: Ctx,
  record: ImportRecord,
  kind: PartKind<Plan>,
  row: ChangedRow,
): Promise<void> {
  const settle = (tx: Tx, outcome: 'undone' | 'kept') => setOutcome(tx, record.id, [row.row], outcome);
  try {
    await write(ctx, async (tx) => {
      await settle(tx, (await kind.undo(tx, within(ctx, tx), row)) ? 'undone' : 'kept');
    });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    await write(ctx, (tx) => settle(tx, 'kept'));
  }
}
