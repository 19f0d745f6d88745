import type { Ctx } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/db.ts';
import type { EdgeAsIs } from '../customers/index.ts';
import { importEdge, undoEdge } from '../customers/index.ts';
import type { PartKind, Written } from './transfers.parts.service.ts';
import { planEdges } from './transfers.relationships.reads.ts';
import type { EdgePlan } from './transfers.relationships.rules.ts';
import type { ChangedRow } from './transfers.store.ts';

/** What undo needs: what was there, and the last touch as the import left it; a later one keeps the row. */
type Before = { was: EdgeAsIs | null; lastTouchOn: string | null };

async function writeEdges(tx: Tx, ctx: Ctx, plans: readonly EdgePlan[]): Promise<Written[]> {
  const written: Written[] = [];
  for (const { row, edge } of plans) {
    if (!edge) continue;
    const { id, version, before: was } = await importEdge(tx, ctx, edge);
    const before: Before = { was, lastTouchOn: edge.lastTouchOn ?? was?.lastTouchOn ?? null };
    written.push({ row, recordId: id, recordVersion: version, before });
  }
  return written;
}

async function undo(tx: Tx, ctx: Ctx, { id, version, before }: ChangedRow): Promise<boolean> {
  const { was, lastTouchOn } = before as Before;
  return undoEdge(tx, ctx, { id, version }, was, lastTouchOn);
}

export const relationshipsKind: PartKind<EdgePlan> = { plan: planEdges, write: writeEdges, undo, atOnce: 20 };
