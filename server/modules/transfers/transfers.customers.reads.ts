import type { ListName } from '../../../contract/settings.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Db } from '../../platform/db/db.ts';
import { customersKnownBy } from '../customers/index.ts';
import { barredSegments } from '../fields/index.ts';
import type { CustomerRow, ListField } from './transfers.customers.rules.ts';
import { keysOf, listFields } from './transfers.customers.rules.ts';
import type { RowError } from './transfers.values.rules.ts';
import { rowError } from './transfers.values.rules.ts';

/** Who can become the owner of an imported customer: the importer and everyone below, by login and by name. */
export type Owners = {
  byLogin: ReadonlyMap<string, string>;
  byName: ReadonlyMap<string, string | null>;
  /** null when the one who was chosen may not have customers of this import any more. */
  default: string | null;
};

export async function ownersOf(db: Db, actor: Actor, defaultOwnerId: string | undefined): Promise<Owners> {
  const people = await db
    .selectFrom('reporting_line as l')
    .innerJoin('users as u', 'u.id', 'l.descendant_id')
    .select(['u.id', 'u.login', 'u.name'])
    .where('l.ancestor_id', '=', actor.id)
    .where('u.active', '=', true)
    .execute();
  const wanted = defaultOwnerId ?? actor.id;
  const byName = new Map<string, string | null>();
  // A name that two people have tells nobody.
  for (const { id, name } of people) byName.set(name, byName.has(name) ? null : id);
  return {
    byLogin: new Map(people.map(({ id, login }) => [login.toLowerCase(), id])),
    byName,
    default: people.some(({ id }) => id === wanted) ? wanted : null,
  };
}

/** The owner that a row names, or what is wrong with it. */
export function ownerOf(row: CustomerRow, owners: Owners): string | RowError {
  // Who was chosen at the check may have left or moved since.
  if (row.owner === null) return owners.default ?? rowError('owner', 'outOfScope', '');
  const byLogin = owners.byLogin.get(row.owner.toLowerCase());
  if (byLogin) return byLogin;
  const byName = owners.byName.get(row.owner);
  return byName ?? rowError('owner', byName === null ? 'ambiguous' : 'outOfScope', row.owner);
}

/** Names, lower-cased, of segments that the importer's roles keep from creating customers of. */
export async function barredSegmentNames(db: Db, actor: Actor): Promise<ReadonlySet<string>> {
  const { segment } = await entriesByName(db);
  const barred = await barredSegments(db, actor, [...segment.values()]);
  return new Set([...segment].flatMap(([name, id]) => (barred.has(id) ? [name] : [])));
}

/** Entries of the lists that rows name, by lower-cased name. */
export type Entries = Record<ListField, Map<string, string>>;

export async function entriesByName(db: Db): Promise<Entries> {
  const lists: readonly ListName[] = listFields;
  const rows = await db.selectFrom('list_entries').select(['id', 'list', 'name']).where('list', 'in', lists).execute();
  const ofList = (list: ListField) =>
    new Map(rows.filter((row) => row.list === list).map((row) => [row.name.toLowerCase(), row.id]));
  return {
    segment: ofList('segment'),
    region: ofList('region'),
    industry: ofList('industry'),
    level: ofList('level'),
  };
}

export type Verdict = { outcome: 'create' | 'update' | 'skip' | 'error'; errors: RowError[]; recordId: string | null };

/**
 * What the database says to rows that are right in themselves: one whose name the importer has among the customers
 * they see is skipped; one that somebody else has, or whose credit code is taken, is an error.
 */
export async function judge(db: Db, actor: Actor, rows: readonly CustomerRow[]): Promise<Map<number, Verdict>> {
  const keys = rows.map(keysOf);
  const present = (values: (string | null)[]) => values.filter((value) => value !== null);
  const known = await customersKnownBy(db, actor, {
    names: keys.map((key) => key.name),
    creditCodes: present(keys.map((key) => key.creditCode)),
  });
  const byName = new Map(known.map((one) => [one.normalizedName, one]));
  const byCode = new Map(known.map((one) => [one.creditCode, one]));
  return new Map(
    rows.map((row, index): [number, Verdict] => {
      const key = keys[index] ?? keysOf(row);
      const same = byName.get(key.name);
      if (same?.visible) return [row.row, { outcome: 'skip', errors: [], recordId: same.id }];
      const errors: RowError[] = [];
      const others = {
        name: same,
        creditCode: key.creditCode ? byCode.get(key.creditCode) : undefined,
      };
      for (const field of ['name', 'creditCode'] as const) {
        const other = others[field];
        if (!other) continue;
        errors.push(
          other.visible ? rowError(field, 'exists', row[field] ?? '') : rowError(field, 'taken', other.ownerName),
        );
      }
      return [row.row, { outcome: errors.length > 0 ? 'error' : 'create', errors, recordId: null }];
    }),
  );
}
