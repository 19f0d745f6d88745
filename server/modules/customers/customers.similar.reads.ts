import { sql } from 'kysely';
import type { PersonRef } from '../../../contract/base.ts';
import type { Duplicate } from '../../../contract/duplicates.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Db } from '../../platform/db/db.ts';
import { isShortLine } from '../../platform/reach.costs.ts';
import { reach } from '../../platform/reach.ts';
import { customerOfLine, customerSeenRow } from '../../platform/scope.ts';
import { statisticsOf } from '../../platform/statistics.ts';
import {
  coreName,
  coreNamesWithin,
  coreTerms,
  isContained,
  likeness,
  normalizeName,
} from '../../platform/text.names.ts';
import { searchTerms } from '../../platform/text.ts';
import { colleagueJson } from './customers.requests.reads.ts';

const shownSimilar = 10;
/** From this likeness on two names are similar: one other character among five. */
const leastLikeness = 0.65;
/** So many names are compared at most; the others would be those that share only what many share. */
const compared = 500;

type Found = { id: string; name: string; owner: PersonRef & { department: string | null } };

/** Customers among those that the actor sees whose name is like this one: the same core first, then the likest. */
export async function similarCustomers(db: Db, actor: Actor, name: string, exceptId?: string): Promise<Duplicate[]> {
  const core = coreName(name);
  if (core === '') return [];
  const [kin, like] = await Promise.all([kinNames(db, actor, name), likeNames(db, actor, name)]);
  const ids = [...new Set([...kin, ...like])];
  if (ids.length === 0) return [];
  const { rows } = await sql<Found>`
    select c.id, c.name, ${colleagueJson('o')} as owner
    from unnest(${ids}::uuid[]) with ordinality as found (id, place)
    join customers c on c.id = found.id
    join users o on o.id = c.owner_id
    where c.id is distinct from ${exceptId ?? null}::uuid and c.normalized_name <> ${normalizeName(name)}
    order by c.core_name <> ${core}, found.place
    limit ${shownSimilar}
  `.execute(db);
  return rows.map(({ id, name: found, owner }) => ({
    reason: 'similarName',
    customer: { id, name: found },
    owner,
  }));
}

/** Those whose core name is the same, within this one, or around it. */
async function kinNames(db: Db, actor: Actor, name: string): Promise<string[]> {
  const core = coreName(name);
  const around = isContained(core)
    ? await reach(db, actor, 'customers', { q: coreTerms(name), page: shownSimilar })
    : null;
  const outside = around
    ? sql`
      union all
      (
        select c.id, c.core_name, c.name from ${around.from}
        where ${around.conditions} and position(${core}::text in c.core_name) > 0 and c.core_name <> ${core}
        limit ${shownSimilar}
      )`
    : sql``;
  const { rows } = await sql<{ id: string }>`
    select id from (
      (
        select c.id, c.core_name, c.name from customers c
        where c.core_name = any(${[core, ...coreNamesWithin(name)]}::text[]) and ${customerSeenRow(actor, 'c.id')}
        limit ${shownSimilar + 1}
      )
      ${outside}
    ) c
    order by c.core_name <> ${core}, c.name, c.id
  `.execute(db);
  return rows.map((row) => row.id);
}

/** Those that share enough pairs of neighbouring characters. */
async function likeNames(db: Db, actor: Actor, name: string): Promise<string[]> {
  const candidates = await namesToCompare(db, actor, name);
  return candidates
    .map((one) => ({ id: one.id, likeness: likeness(name, one.name) }))
    .filter((one) => one.likeness >= leastLikeness)
    .sort((a, b) => b.likeness - a.likeness || (a.id < b.id ? -1 : 1))
    .slice(0, shownSimilar + 1)
    .map((one) => one.id);
}

/** All names of a line that has few; otherwise those that hold one of the rarer parts of this one. */
async function namesToCompare(db: Db, actor: Actor, name: string): Promise<{ id: string; name: string }[]> {
  if (await isShortLine(db, actor, compared)) {
    const { rows } = await sql<{ id: string; name: string }>`
      select c.id, c.name from customers c where ${customerOfLine(actor, 'c.id')} limit ${4 * compared}
    `.execute(db);
    return rows;
  }
  const query = await rareParts(db, name);
  if (query === null) return [];
  const { rows } = await sql<{ id: string; name: string }>`
    select c.id, c.name from (select * from customers c where c.search @@ ${query}::tsquery offset 0) c
    where ${customerSeenRow(actor, 'c.id')} limit ${compared}
  `.execute(db);
  return rows;
}

/** The rarer half of a core name's pairs and words, any of them: who shares more than half has one of these. */
async function rareParts(db: Db, name: string): Promise<string | null> {
  const { shareOf } = await statisticsOf(db, 'customers');
  const lexemes = [
    ...new Map(
      searchTerms(coreTerms(name))
        .flat()
        .map((one) => [one.text, one]),
    ).values(),
  ].filter(({ text }) => [...text].length > 1);
  const rare = lexemes
    .map((lexeme) => ({ text: lexeme.text, share: shareOf([[{ ...lexeme, prefix: false }]]) }))
    .sort((a, b) => a.share - b.share)
    .slice(0, Math.floor(lexemes.length / 2) + 1);
  return rare.length === 0 ? null : rare.map(({ text }) => `'${text}'`).join(' | ');
}
