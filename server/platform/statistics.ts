import { sql } from 'kysely';
import type { Db } from './db/db.ts';
import type { Lexeme } from './text.ts';
import { isUnspaced } from './text.ts';

/** What the database knows about a table that is searched, from its last `analyze`. */
export type Statistics = {
  rows: number;
  /** Which share of the rows holds all terms, roughly; between 0 and 1. */
  shareOf: (terms: readonly (readonly Lexeme[])[]) => number;
};

type Row = { rows: number; elements: string[] | null; frequencies: number[] | null };

const remembered = 300_000;
const known = new WeakMap<object, Map<string, { statistics: Promise<Statistics>; until: number }>>();

/** Read anew every five minutes: they only help to choose between ways to the same rows. */
export function statisticsOf(db: Db, table: string): Promise<Statistics> {
  const ofDatabase = known.get(db.getExecutor().adapter) ?? new Map();
  known.set(db.getExecutor().adapter, ofDatabase);
  const found = ofDatabase.get(table);
  if (found && found.until > Date.now()) return found.statistics;
  const statistics = read(db, table);
  ofDatabase.set(table, { statistics, until: Date.now() + remembered });
  statistics.catch(() => ofDatabase.delete(table));
  return statistics;
}

async function read(db: Db, table: string): Promise<Statistics> {
  const { rows } = await sql<Row>`
    select greatest(c.reltuples, 0)::float8 as rows, s.most_common_elems::text::text[] as elements,
      s.most_common_elem_freqs as frequencies
    from pg_class c
    left join pg_stats s on s.schemaname = current_schema() and s.tablename = c.relname and s.attname = 'search'
    where c.oid = to_regclass(${table})
  `.execute(db);
  const [found] = rows;
  // Behind the frequencies of the elements stand their least, their greatest, and that of null.
  const frequencies = new Map(
    (found?.elements ?? []).map((element, index) => [element, found?.frequencies?.[index] ?? 0]),
  );
  return { rows: found?.rows ?? 0, shareOf: (terms) => shareOf(terms, frequencies) };
}

/** Terms are taken as independent; within a term the rarest lexeme counts. */
function shareOf(terms: readonly (readonly Lexeme[])[], frequencies: ReadonlyMap<string, number>): number {
  if (frequencies.size === 0) return 0;
  const rarest = Math.min(...frequencies.values()) / 2;
  return terms.reduce(
    (share, lexemes) => share * Math.min(...lexemes.map((lexeme) => frequencyOf(lexeme, frequencies, rarest))),
    1,
  );
}

/** Pairs that begin with one character are many rare ones: together they are more than the common ones tell. */
const leastOfCharacter = 0.01;

function frequencyOf({ text, prefix }: Lexeme, frequencies: ReadonlyMap<string, number>, rarest: number): number {
  if (!prefix) return frequencies.get(text) ?? rarest;
  let sum = isUnspaced(text) && [...text].length === 1 ? leastOfCharacter : rarest;
  for (const [element, frequency] of frequencies) if (element.startsWith(text)) sum += frequency;
  return Math.min(sum, 1);
}
