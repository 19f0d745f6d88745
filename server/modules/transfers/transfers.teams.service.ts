import type { Ctx } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/db.ts';
import { ensure } from '../../platform/errors.ts';
import type { Place } from '../customers/index.ts';
import { importPlace, undoPlace } from '../customers/index.ts';
import type { PartKind, Written } from './transfers.parts.service.ts';
import type { ChangedRow } from './transfers.store.ts';
import { planPlaces } from './transfers.teams.reads.ts';
import type { PlacePlan } from './transfers.teams.rules.ts';

type Before = { before: Place | null; after: Place };

async function writePlaces(tx: Tx, ctx: Ctx, plans: readonly PlacePlan[]): Promise<Written[]> {
  const written: Written[] = [];
  for (const { row, customerId, place } of plans) {
    if (!place) continue;
    const { before, after } = await importPlace(tx, ctx, customerId, place);
    ensure(after, 'common.internal');
    const kept: Before = { before, after };
    // A team has no version of its own: undo compares the place.
    written.push({ row, recordId: customerId, recordVersion: 1, before: kept });
  }
  return written;
}

async function undo(tx: Tx, ctx: Ctx, { id, before }: ChangedRow): Promise<boolean> {
  return undoPlace(tx, ctx, id, before as Before);
}

export const teamsKind: PartKind<PlacePlan> = { plan: planPlaces, write: writePlaces, undo, atOnce: 20 };
