import { isImportable, ownKey } from '../../../contract/fields.rules.ts';
import type { OwnField, OwnValue } from '../../../contract/fields.ts';
import type { ImportKind } from '../../../contract/transfers.ts';
import type { Ctx } from '../../platform/context.ts';
import type { Db } from '../../platform/db/db.ts';
import { customersCalled } from '../customers/index.ts';
import { ownFields, parseOwnText } from '../fields/index.ts';
import type { Mapping } from './transfers.columns.rules.ts';
import type { NamedPeople } from './transfers.people.reads.ts';
import { peopleNamed, personCalled } from './transfers.people.reads.ts';
import type { RowError } from './transfers.values.rules.ts';
import { rowError } from './transfers.values.rules.ts';

/** Own fields that columns of this kind of import can be read as. */
export async function importableOwn(db: Db, kind: ImportKind): Promise<OwnField[]> {
  return kind === 'customers' ? (await ownFields(db)).filter(isImportable) : [];
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
    customers: await customersCalled(ctx, namedIn(fields, 'customer', mapping, rows)),
  };
}

/** Fields that a file has a column of, whatever has become of them since. */
export function mappedOwn(fields: readonly OwnField[], mapping: Mapping): OwnField[] {
  return fields.filter(({ key }) => mapping[key] !== undefined);
}

type OwnNames = { people: NamedPeople; customers: ReadonlyMap<string, { id: string }> };

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

export type OwnRead = {
  /** Values as they are kept. */
  own: Record<string, OwnValue>;
  errors: RowError[];
  /** Values that only who has them already may have: people who left, choices that were retired. */
  former: RowError[];
};

/** The values of own fields that a row brings. */
export function readOwn(
  cells: readonly string[],
  mapping: Mapping,
  fields: readonly OwnField[],
  names: OwnNames,
): OwnRead {
  const own: Record<string, OwnValue> = {};
  const errors: RowError[] = [];
  const former: RowError[] = [];
  for (const field of fields) {
    const text = (cells[mapping[field.key] ?? -1] ?? '').trim();
    if (text === '') continue;
    const read = readCell(field, text, names);
    if ('code' in read) errors.push(rowError(ownKey(field.id), read.code, text));
    else if (read.value !== null) own[field.id] = read.value;
    if ('former' in read && read.former) former.push(rowError(ownKey(field.id), read.former, text));
  }
  return { own, errors, former };
}

type Cell = { value: OwnValue | null; former?: string | undefined } | { code: string };

function readCell(field: OwnField, text: string, names: OwnNames): Cell {
  if (field.retired) return { code: 'retired' };
  if (field.type === 'person') {
    const person = personCalled(names.people, text);
    if (!person) return { code: person === null ? 'ambiguous' : 'notFound' };
    return { value: person.id, former: person.active ? undefined : 'notFound' };
  }
  if (field.type === 'customer') {
    const id = names.customers.get(text)?.id;
    return id ? { value: id } : { code: 'notFound' };
  }
  const retired = new Set(field.choices.filter((choice) => choice.retired).map(({ id }) => id));
  // Choices in use come first, so that they are meant where a retired one has their label.
  const choices = field.choices.map((choice) => ({ ...choice, retired: false }));
  const parsed = parseOwnText({ ...field, choices: sortedBy(choices, ({ id }) => retired.has(id)) }, text);
  if (!('value' in parsed)) return parsed;
  const chosen = Array.isArray(parsed.value) ? parsed.value : [String(parsed.value)];
  return { value: inOrder(field, parsed.value), former: chosen.some((id) => retired.has(id)) ? 'retired' : undefined };
}

const sortedBy = <One>(list: readonly One[], last: (one: One) => boolean): One[] => [
  ...list.filter((one) => !last(one)),
  ...list.filter(last),
];

/** Several choices as they are kept: in the order of the field. */
function inOrder({ type, choices }: OwnField, value: OwnValue | null): OwnValue | null {
  if (type !== 'multiChoice' || !Array.isArray(value)) return value;
  return choices.filter(({ id }) => value.includes(id)).map(({ id }) => id);
}
