import { sql } from 'kysely';
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
  /** The other held thing, by id, with which this one goes wherever that goes, and nowhere else. */
  boundTo?: string;
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

/** Traces and own affairs of a person that nobody takes over: they are told in numbers, so that nobody looks for them. */
export type Staying = {
  kind: string;
  /** Columns with the id of a person, as `table.column`, that are counted. */
  columns: readonly string[];
  count: (db: Db, personId: string) => Promise<number>;
  /** What becomes of it with the account, in the transaction that closes it; nothing unless said. */
  end?: (tx: Tx, ctx: Ctx, personId: string) => Promise<void>;
};

/** Gives rows of a table that has `owner_id` and `version` to their receivers. */
export async function giveOwned(tx: Tx, table: string, moves: readonly Move[]): Promise<void> {
  await sql`
    update ${sql.table(table)} held set owner_id = m."to", version = held.version + 1
    from jsonb_to_recordset(${JSON.stringify(moves)}::jsonb) as m (id uuid, "to" uuid) where held.id = m.id
  `.execute(tx);
}

const declared = new Map<string, Holding>();
const staying = new Map<string, Staying>();

/** Declares kinds of things that people hold; once for each kind, when a module is loaded. */
export function declareHoldings(holdings: readonly Holding[]): void {
  for (const holding of holdings) declared.set(holding.kind, holding);
}

/** Declares what stays with its author; once for each kind, when a module is loaded. */
export function declareStaying(kinds: readonly Staying[]): void {
  for (const kind of kinds) staying.set(kind.kind, kind);
}

export function allStaying(): readonly Staying[] {
  return [...staying.values()];
}

/** Every kind, in the order in which they are moved. */
export function allHoldings(): readonly Holding[] {
  return [...declared.values()];
}

/** How many things of their own the person holds, kinds in `except` and what is bound to another thing left out. */
export async function countHeld(db: Db, personId: string, except: readonly string[] = []): Promise<number> {
  let count = 0;
  for (const holding of declared.values()) {
    if (!except.includes(holding.kind))
      count += (await holding.list(db, personId)).filter((one) => !one.boundTo).length;
  }
  return count;
}
