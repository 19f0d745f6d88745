import type { ImportRow } from '../../../contract/transfers.ts';
import type { Ctx } from '../../platform/context.ts';
import { planContacts } from './transfers.contacts.reads.ts';
import { cellOf } from './transfers.exports.columns.rules.ts';
import { planEdges } from './transfers.relationships.reads.ts';
import type { ImportRecord, StoredRow } from './transfers.store.ts';
import { planPlaces } from './transfers.teams.reads.ts';
import { changesPreview } from './transfers.updates.reads.ts';
import { wordsOf } from './transfers.words.reads.ts';

type Changes = ReadonlyMap<number, ImportRow['changes']>;

const planOf = { contacts: planContacts, relationships: planEdges, teams: planPlaces };

/** What checked rows would change, with what stands there now as an export writes it. */
export async function changesOf(ctx: Ctx, record: ImportRecord, stored: readonly StoredRow[]): Promise<Changes> {
  if (stored.length === 0 || record.kind === 'people') return new Map();
  if (record.kind === 'customers') return changesPreview(ctx, record, stored);
  const plans = await planOf[record.kind](ctx, record, stored, new Set());
  const words = await wordsOf(ctx.actor.locale);
  return new Map(
    plans.map(({ row, changes }) => [
      row,
      changes.map(({ field, from }) => ({ field, from: cellOf(words, field, from || null) })),
    ]),
  );
}
