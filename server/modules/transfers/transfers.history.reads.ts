import { sql } from 'kysely';
import { historyFields } from '../../../contract/transfers.ts';
import { may } from '../../platform/actor.ts';
import type { Ctx } from '../../platform/context.ts';
import type { Made } from '../customers/index.ts';
import { companyOf } from '../org/index.ts';
import type { Mapping } from './transfers.columns.rules.ts';
import type { RowError } from './transfers.values.rules.ts';
import { reader, rowError } from './transfers.values.rules.ts';

type Read = { made: Made; errors: RowError[] };

/**
 * Who made each record elsewhere, and when, as the rows say: people of the company by login or name, also those who
 * have left. Whoever may not (any more) bring in author and time gets an error where there is one.
 */
export async function madeElsewhere(
  ctx: Ctx,
  mapping: Mapping,
  rows: readonly (readonly string[])[],
): Promise<readonly Read[]> {
  if (!historyFields.some((field) => mapping[field] !== undefined)) {
    return rows.map(() => ({ made: { by: null, at: null }, errors: [] }));
  }
  const { timeZone } = await companyOf(ctx.db);
  const clock = { now: ctx.now(), timeZone };
  const allowed = may(ctx.actor, 'imports.history');
  const read = rows.map((cells) => {
    const values = reader(cells, mapping);
    return { who: values.line('createdBy', 80), at: values.instant('createdAt', clock), errors: values.errors };
  });
  const people = await peopleCalled(ctx, [...new Set(read.flatMap(({ who }) => who ?? []))]);
  return read.map(({ who, at, errors }): Read => {
    const by = who === null ? null : people.get(who.toLowerCase());
    if (!allowed && who !== null) errors.push(rowError('createdBy', 'forbidden', who));
    if (!allowed && at !== null) errors.push(rowError('createdAt', 'forbidden', at));
    if (by === undefined) errors.push(rowError('createdBy', 'notFound', who ?? ''));
    if (by === 'several') errors.push(rowError('createdBy', 'ambiguous', who ?? ''));
    return { made: { by: by === undefined || by === 'several' ? null : by, at }, errors };
  });
}

/** By login or name in lower case; `several` where the name tells nobody. */
async function peopleCalled(ctx: Ctx, names: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const wanted = names.map((name) => name.toLowerCase());
  const { rows } = await sql<{ id: string; login: string; name: string }>`
    select id, lower(login) as login, lower(name) as name from users
    where lower(login) = any(${wanted}::text[]) or name = any(${[...names]}::text[])`.execute(ctx.db);
  const called = new Map<string, string>();
  for (const { id, name } of rows) called.set(name, called.has(name) ? 'several' : id);
  for (const { id, login } of rows) called.set(login, id);
  return called;
}
