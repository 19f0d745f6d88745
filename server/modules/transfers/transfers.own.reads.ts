import { sql } from 'kysely';
import { isImportable, ownKey } from '../../../contract/fields.rules.ts';
import type { OwnField, OwnValue } from '../../../contract/fields.ts';
import type { ImportKind } from '../../../contract/transfers.ts';
import type { Ctx } from '../../platform/context.ts';
import type { Db } from '../../platform/db/db.ts';
import { normalizeName } from '../../platform/text.names.ts';
import { customersKnownBy } from '../customers/index.ts';
import { ownFields, parseOwnText } from '../fields/index.ts';
import type { Mapping } from './transfers.columns.rules.ts';
import type { RowError } from './transfers.values.rules.ts';
import { rowError } from './transfers.values.rules.ts';

/** Own fields that columns of this kind of import can be read as. */
export async function importableOwn(db: Db, kind: ImportKind): Promise<OwnField[]> {
  return kind === 'customers' ? (await ownFields(db)).filter(isImportable) : [];
}

/** People who are here, by login in lower case and by name; null for a name that several have. */
async function peopleNamed(db: Db, names: readonly string[]): Promise<ReadonlyMap<string, string | null>> {
  const found = new Map<string, string | null>();
  if (names.length === 0) return found;
  const { rows } = await sql<{ id: string; login: string; name: string }>`
    select id, login, name from users
    where active and (name = any(${[...names]}::text[]) or lower(login) = any(${names.map((one) => one.toLowerCase())}::text[]))
  `.execute(db);
  for (const { id, name } of rows) found.set(name, found.has(name) ? null : id);
  for (const { id, login } of rows) found.set(login.toLowerCase(), id);
  return found;
}

/** Customers that the actor sees, by their normalised names and their credit codes. */
async function customersNamed(ctx: Ctx, names: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (names.length === 0) return new Map();
  const known = await customersKnownBy(ctx.db, ctx.actor, {
    names: names.map(normalizeName),
    creditCodes: names.map((name) => name.toUpperCase()),
  });
  const seen = known.filter(({ visible }) => visible);
  return new Map([
    ...seen.flatMap(({ id, creditCode }): [string, string][] => (creditCode === null ? [] : [[creditCode, id]])),
    ...seen.map(({ id, normalizedName }): [string, string] => [normalizedName, id]),
  ]);
}

/** People and customers that rows name in own fields. */
export async function ownNames(
  ctx: Ctx,
  fields: readonly OwnField[],
  mapping: Mapping,
  rows: readonly (readonly string[])[],
): Promise<OwnNames> {
  return {
    people: await peopleNamed(ctx.db, namedIn(fields, 'person', mapping, rows)),
    customers: await customersNamed(ctx, namedIn(fields, 'customer', mapping, rows)),
  };
}

/** Fields that a file has a column of, whatever has become of them since. */
export function mappedOwn(fields: readonly OwnField[], mapping: Mapping): OwnField[] {
  return fields.filter(({ key }) => mapping[key] !== undefined);
}

/** People by login (lower case) and by name, null for a name of several; customers by name (normalised) and credit code. */
type OwnNames = { people: ReadonlyMap<string, string | null>; customers: ReadonlyMap<string, string> };

/** What the cells of own fields of a type say, each once. */
function namedIn(
  fields: readonly OwnField[],
  type: 'person' | 'customer',
  mapping: Mapping,
  rows: readonly (readonly string[])[],
): string[] {
  const columns = fields.filter((field) => field.type === type).flatMap(({ key }) => mapping[key] ?? []);
  const cells = rows.flatMap((row) => columns.map((column) => row[column]?.trim() ?? ''));
  return [...new Set(cells)].filter((cell) => cell !== '');
}

/** The values of own fields that a row brings, as they are kept, and what is wrong with them. */
export function readOwn(
  cells: readonly string[],
  mapping: Mapping,
  fields: readonly OwnField[],
  names: OwnNames,
): { own: Record<string, OwnValue>; errors: RowError[] } {
  const own: Record<string, OwnValue> = {};
  const errors: RowError[] = [];
  for (const field of fields) {
    const text = (cells[mapping[field.key] ?? -1] ?? '').trim();
    if (text === '') continue;
    const read = readCell(field, text, names);
    if (typeof read === 'string') errors.push(rowError(ownKey(field.id), read, text));
    else if (read.value !== null) own[field.id] = read.value;
  }
  return { own, errors };
}

/** The value of a cell, or the code of what is wrong with it. */
function readCell(field: OwnField, text: string, names: OwnNames): { value: OwnValue | null } | string {
  if (field.retired) return 'retired';
  if (field.type === 'person') {
    const id = names.people.get(text.toLowerCase()) ?? names.people.get(text);
    if (id) return { value: id };
    return id === null ? 'ambiguous' : 'notFound';
  }
  if (field.type === 'customer') {
    const id = names.customers.get(normalizeName(text)) ?? names.customers.get(text.toUpperCase());
    return id ? { value: id } : 'notFound';
  }
  const parsed = parseOwnText(field, text);
  return 'value' in parsed ? parsed : parsed.code;
}
