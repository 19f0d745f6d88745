import type { Permission } from '../../contract/permissions.ts';
import type { Ctx } from './context.ts';
import type { Db, Tx } from './db/db.ts';

/** One thing that a person holds; `title` is what it is called, `version` changes when it does. */
export type Held = {
  id: string;
  title: string;
  version: number;
  /** The customer that it belongs to: it goes where the customer goes. */
  customerId: string | null;
  segmentId: string | null;
  regionId: string | null;
};

export type Move = { id: string; to: string };

/** A kind of thing that passes to somebody else when a person leaves or moves. Modules declare what they keep. */
export type Holding = {
  kind: string;
  /** Columns with the id of a person, as `table.column`, that this kind moves. */
  columns: readonly string[];
  /** The table of these things, to be locked by id. */
  table: string;
  /** What the receiver needs to go on with it; nothing for what anybody can hold. */
  permission?: Permission;
  /** Everything that the person holds, by id. */
  list: (db: Db, personId: string) => Promise<Held[]>;
  /** Gives each to its receiver, within the transaction of the whole handover. */
  move: (tx: Tx, ctx: Ctx, personId: string, moves: readonly Move[]) => Promise<void>;
};

const declared = new Map<string, Holding>();

/** Declares kinds of things that people hold; once for each kind, when a module is loaded. */
export function declareHoldings(holdings: readonly Holding[]): void {
  for (const holding of holdings) declared.set(holding.kind, holding);
}

/** Every kind, in the order in which they are moved. */
export function allHoldings(): readonly Holding[] {
  return [...declared.values()];
}

/** How many things the person holds, kinds in `except` left out. */
export async function countHeld(db: Db, personId: string, except: readonly string[] = []): Promise<number> {
  let count = 0;
  for (const holding of declared.values()) {
    if (!except.includes(holding.kind)) count += (await holding.list(db, personId)).length;
  }
  return count;
}
