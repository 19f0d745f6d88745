import { definitionsOf } from '../../../contract/fields.compute.ts';
import { may } from '../../platform/actor.ts';
import type { Ctx } from '../../platform/context.ts';
import { importedOwnMistakes } from '../customers/index.ts';
import { ownFields } from '../fields/index.ts';
import type { Owners, Verdict } from './transfers.customers.reads.ts';
import { barredSegmentNames, entriesByName, judge, ownerOf } from './transfers.customers.reads.ts';
import type { CustomerRow } from './transfers.customers.rules.ts';
import { entryIds, unknownEntries } from './transfers.customers.verdicts.reads.ts';
import type { Targets } from './transfers.updates.reads.ts';
import { updatesOf } from './transfers.updates.reads.ts';
import { rowError } from './transfers.values.rules.ts';

/** What becomes of each row; one that means a customer of `targets` changes it; `further` finds more that is wrong. */
export async function verdictsOf(
  ctx: Ctx,
  rows: readonly CustomerRow[],
  owners: Owners,
  targets: Targets = new Map(),
  further?: (row: CustomerRow) => void,
): Promise<Map<number, Verdict>> {
  const verdicts = new Map<number, Verdict>();
  const barred = await barredSegmentNames(ctx.db, ctx.actor);
  const entries = await entriesByName(ctx.db);
  const mayAdd = may(ctx.actor, 'settings.manage');
  for (const row of rows) further?.(row);
  const fresh = rows.filter(({ row }) => !targets.has(row));
  for (const row of fresh) {
    if (!mayAdd) row.errors.push(...unknownEntries(row, entries));
    const segment = row.lists.segment ?? '';
    if (barred.has(segment.toLowerCase())) row.errors.push(rowError('segment', 'forbidden', segment));
    const owner = ownerOf(row, owners);
    if (typeof owner !== 'string') row.errors.push(owner);
    verdicts.set(row.row, { outcome: 'error', errors: row.errors, recordId: null });
  }
  const right = fresh.filter((row) => row.errors.length === 0);
  for (const [row, verdict] of await judge(ctx.db, ctx.actor, right)) verdicts.set(row, verdict);
  const definitions = definitionsOf(await ownFields(ctx.db));
  for (const row of right) {
    if (verdicts.get(row.row)?.outcome !== 'create') continue;
    const mistakes = importedOwnMistakes(definitions, row.own, { ...row, ...entryIds(row, entries) });
    const errors = [...mistakes.map(({ path, code }) => rowError(path, code)), ...row.former];
    if (errors.length > 0) verdicts.set(row.row, { outcome: 'error', errors, recordId: null });
  }
  for (const [row, { verdict }] of await updatesOf(ctx, rows, targets, entries)) verdicts.set(row, verdict);
  return verdicts;
}
