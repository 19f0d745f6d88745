import { creditCodeFault } from '../../../contract/credit-code.ts';
import type { OwnValue } from '../../../contract/fields.ts';
import { normalizeName } from '../../platform/text.names.ts';
import type { Made } from '../customers/index.ts';
import type { Mapping } from './transfers.columns.rules.ts';
import type { Reader, RowError } from './transfers.values.rules.ts';
import { reader, rowError } from './transfers.values.rules.ts';

export const listFields = ['segment', 'region', 'industry', 'level'] as const;
export type ListField = (typeof listFields)[number];

/** A row of a file of customers: what it says, still by name, and what is wrong with it. */
export type CustomerRow = {
  row: number;
  name: string;
  lists: Record<ListField, string | null>;
  owner: string | null;
  parent: string | null;
  phone: string | null;
  creditCode: string | null;
  website: string | null;
  foundedYear: number | null;
  employees: number | null;
  annualRevenue: string | null;
  description: string | null;
  address: string | null;
  contact: { name: string; title: string | null; phone: string | null } | null;
  /** Who made it elsewhere, and when. */
  made: Made;
  /** Own fields as they are kept. */
  own: Record<string, OwnValue>;
  /** What of them only a customer that has it already may have. */
  former: RowError[];
  errors: RowError[];
};

export function readCustomer(row: number, cells: readonly string[], mapping: Mapping): CustomerRow {
  const read = reader(cells, mapping);
  const before = read.errors.length;
  const name = read.line('name', 200);
  if (name === null && read.errors.length === before) read.refuse('name', 'required');
  if (name !== null && normalizeName(name) === '') read.refuse('name', 'format');
  return {
    row,
    name: name ?? '',
    lists: {
      segment: read.line('segment', 80),
      region: read.line('region', 80),
      industry: read.line('industry', 80),
      level: read.line('level', 80),
    },
    owner: read.line('owner', 80),
    parent: read.line('parent', 200),
    phone: readPhone(read, 'phone'),
    creditCode: read.faultless('creditCode', creditCodeFault, 40)?.toUpperCase() ?? null,
    website: read.line('website', 200),
    foundedYear: read.whole('foundedYear', 1000, 2199),
    employees: read.whole('employees', 0, 10_000_000),
    annualRevenue: read.money('annualRevenue'),
    description: read.text('description', 5000),
    address: read.line('address', 300),
    contact: readContact(read),
    made: { by: null, at: null },
    own: {},
    former: [],
    errors: read.errors,
  };
}

/** A number; the mask of one, as who may not read it has it in an export, is none. */
function readPhone(read: Reader, field: 'phone' | 'contactPhone'): string | null {
  const phone = read.line(field, 40);
  return phone?.includes('*') ? read.refuse(field, 'format') : phone;
}

function readContact(read: Reader): CustomerRow['contact'] {
  const name = read.line('contactName', 80);
  const title = read.line('contactTitle', 80);
  const phone = readPhone(read, 'contactPhone');
  if (name === null && (title !== null || phone !== null)) read.refuse('contactName', 'required');
  return name === null ? null : { name, title, phone };
}

/** What a row is known by: nobody else may have the same. A telephone may be shared by the companies of a group. */
export function keysOf(row: Pick<CustomerRow, 'name' | 'creditCode'>) {
  return { name: normalizeName(row.name), creditCode: row.creditCode };
}

/** Remembers the keys of the rows seen so far; a later row with one of them is a duplicate within the file. */
export function duplicateFinder() {
  const seen = { name: new Set<string>(), creditCode: new Set<string>() };
  return (row: CustomerRow): RowError[] => {
    const keys = keysOf(row);
    const errors: RowError[] = [];
    for (const field of ['name', 'creditCode'] as const) {
      const key = keys[field];
      if (!key) continue;
      if (seen[field].has(key)) errors.push(rowError(field, 'duplicate', row[field] ?? ''));
      seen[field].add(key);
    }
    return errors;
  };
}

export type Kin = { row: number; name: string; parent: string | null; outcome: 'create' | 'update' | 'skip' | 'error' };

/**
 * Rows whose parent cannot be given: it is neither a customer that the importer sees (`known`) nor a row that goes in,
 * or the rows stand in a circle. Names are normalised.
 */
export function parentMistakes(kin: readonly Kin[], known: ReadonlySet<string>): Map<number, 'notFound' | 'cycle'> {
  const mistakes = new Map<number, 'notFound' | 'cycle'>();
  const creating = new Map(kin.filter((one) => one.outcome === 'create').map((one) => [one.name, one]));
  // null: nothing above that could be missing; undefined: what is above does not go in.
  const above = ({ parent }: Kin) => (parent === null || known.has(parent) ? null : creating.get(parent));
  const settled = new Map<Kin, 'in' | 'out'>();
  for (const start of creating.values()) {
    const path: Kin[] = [];
    const onPath = new Set<Kin>();
    let next: Kin | null | undefined = start;
    while (next && !settled.has(next) && !onPath.has(next)) {
      onPath.add(next);
      path.push(next);
      next = above(next);
    }
    const circle = new Set(next && onPath.has(next) ? path.slice(path.indexOf(next)) : []);
    // From the top down: a row that falls out leaves those below it without their parent.
    for (const one of path.reverse()) {
      const up = above(one);
      const isLost = up === undefined || (up !== null && settled.get(up) === 'out');
      const mistake = circle.has(one) ? 'cycle' : isLost ? 'notFound' : null;
      if (mistake) mistakes.set(one.row, mistake);
      settled.set(one, mistake ? 'out' : 'in');
    }
  }
  return mistakes;
}
