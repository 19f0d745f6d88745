import type { TeamAccess, TeamRole } from '../../../contract/customers.ts';
import type { Actor } from '../../platform/actor.ts';
import { isAboveOrSelf } from '../../platform/actor.ts';
import type { NamedCustomer, PlaceThere } from '../customers/index.ts';
import type { Mapping } from './transfers.columns.rules.ts';
import type { PartPlan } from './transfers.parts.rules.ts';
import { customerMistakes, refusedPlan, repeated } from './transfers.parts.rules.ts';
import type { RowError } from './transfers.values.rules.ts';
import { reader, rowError } from './transfers.values.rules.ts';

export type PlaceRow = {
  row: number;
  customer: string | null;
  /** A login, or else a name. */
  person: string | null;
  role: TeamRole | null;
  access: TeamAccess | null;
  fromOn: string | null;
  untilOn: string | null;
  errors: RowError[];
};

export type PlaceWords = { roles: ReadonlyMap<string, TeamRole>; access: ReadonlyMap<string, TeamAccess> };

export function readPlace(row: number, cells: readonly string[], mapping: Mapping, words: PlaceWords): PlaceRow {
  const read = reader(cells, mapping);
  const person = read.line('login', 80) ?? read.line('person', 80);
  const role = read.word('role', words.roles);
  for (const [field, value] of Object.entries({ person, role })) {
    if (value === null && !read.errors.some((error) => error.field === field)) read.refuse(field, 'required');
  }
  return {
    row,
    customer: read.line('customer', 200),
    person,
    role,
    access: read.word('access', words.access),
    fromOn: read.day('fromOn'),
    untilOn: read.day('untilOn'),
    errors: read.errors,
  };
}

export type WantedPlace = {
  personId: string;
  role: TeamRole;
  access?: TeamAccess;
  fromOn?: string;
  untilOn?: string | null;
};
export type PlacePlan = PartPlan & { customerId: string; place: WantedPlace | null };

export type PlaceGround = {
  customer: NamedCustomer | undefined;
  person: { id: string; active: boolean } | null | undefined;
  places: readonly PlaceThere[];
  today: string;
};

const compared = ['role', 'access', 'fromOn', 'untilOn'] as const;

/** What becomes of a row; a team is changed by the owner and the line above, and its owner by a handover alone. */
export function planPlace(
  actor: Actor,
  row: PlaceRow,
  { customer, person, places, today }: PlaceGround,
  updateExisting: boolean,
  seen: Set<string>,
): PlacePlan {
  const errors = [...row.errors, ...customerMistakes(row.customer, customer)];
  if (row.person !== null && !person)
    errors.push(rowError('person', person === null ? 'ambiguous' : 'notFound', row.person));
  const nothing = { customerId: customer?.id ?? '', place: null };
  if (errors.length > 0 || !customer || !person || !row.role) return { ...refusedPlan(row.row, errors), ...nothing };
  const refuse = (field: string, code: string, value: string) => ({
    ...refusedPlan(row.row, [rowError(field, code, value)]),
    ...nothing,
  });
  if (repeated(seen, `${customer.id} ${person.id}`)) return refuse('person', 'duplicate', row.person ?? '');
  const place = places.find(({ personId }) => personId === person.id);
  const changes = place
    ? compared
        .filter((field) => row[field] !== null && row[field] !== place[field])
        .map((field) => ({ field, from: place[field] ?? '' }))
    : [];
  const standing = { row: row.row, errors: [], recordId: customer.id, ...nothing };
  if (place && (changes.length === 0 || !updateExisting)) return { ...standing, outcome: 'skip', changes: [] };
  if ((row.role === 'owner') !== (place?.role === 'owner')) return refuse('role', 'ownerKept', '');
  if (!customer.written) return refuse('customer', 'readOnly', customer.name);
  if (!isAboveOrSelf(actor, customer.ownerId)) return refuse('customer', 'notLeader', customer.name);
  if (!place && !person.active) return refuse('person', 'notFound', row.person ?? '');
  const from = row.fromOn ?? place?.fromOn ?? today;
  if (place && place.fromOn <= today && from > today) return refuse('fromOn', 'order', from);
  if (row.untilOn !== null && (row.untilOn < today || row.untilOn < from))
    return refuse('untilOn', 'order', row.untilOn);
  const wanted: WantedPlace = {
    personId: person.id,
    role: row.role,
    ...(row.access && { access: row.access }),
    ...(row.fromOn && { fromOn: row.fromOn }),
    ...(row.untilOn && { untilOn: row.untilOn }),
  };
  return { ...standing, outcome: place ? 'update' : 'create', changes, place: wanted };
}
