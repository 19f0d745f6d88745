import type { Actor } from '../../platform/actor.ts';
import { isAboveOrSelf } from '../../platform/actor.ts';
import { normalizeName } from '../../platform/text.names.ts';
import type { ContactThere, EdgeThere, NamedCustomer } from '../customers/index.ts';
import type { Mapping } from './transfers.columns.rules.ts';
import type { PartPlan } from './transfers.parts.rules.ts';
import { customerMistakes, refusedPlan, repeated, standingPlan } from './transfers.parts.rules.ts';
import type { RowError } from './transfers.values.rules.ts';
import { reader, rowError } from './transfers.values.rules.ts';

export type EdgeRow = {
  row: number;
  customer: string | null;
  contact: string | null;
  /** A login, or else a name. */
  person: string | null;
  strength: number | null;
  setOn: string | null;
  lastTouchOn: string | null;
  note: string | null;
  errors: RowError[];
};

export function readEdge(row: number, cells: readonly string[], mapping: Mapping, today: string): EdgeRow {
  const read = reader(cells, mapping);
  const person = read.line('login', 80) ?? read.line('person', 80);
  const contact = read.line('contact', 80);
  const strength = read.whole('strength', 0, 5);
  const missing = { person, contact, strength };
  for (const [field, value] of Object.entries(missing)) {
    if (value === null && !read.errors.some((error) => error.field === field)) read.refuse(field, 'required');
  }
  return {
    row,
    customer: read.line('customer', 200),
    contact,
    person,
    strength,
    setOn: read.day('setOn', today),
    lastTouchOn: read.day('lastTouchOn', today),
    note: read.text('note', 500),
    errors: read.errors,
  };
}

export type EdgePlan = PartPlan & {
  edge: {
    contactId: string;
    personId: string;
    version: number;
    strength: number;
    note: string | null;
    setOn: string | null;
    lastTouchOn: string | null;
  } | null;
};

/** What there is for a row: its customer, the contacts there, the person, and whether that person sees the customer. */
export type EdgeGround = {
  customer: NamedCustomer | undefined;
  contacts: readonly ContactThere[];
  edges: readonly EdgeThere[];
  person: { id: string; active: boolean } | null | undefined;
  sees: (customerId: string, personId: string) => boolean;
};

/** What becomes of a row; by hand, too, one sets one's own relationships, those of people below, and all where one leads. */
export function planEdge(
  actor: Actor,
  row: EdgeRow,
  ground: EdgeGround,
  updateExisting: boolean,
  seen: Set<string>,
): EdgePlan {
  const { customer, person } = ground;
  const errors = [...row.errors, ...customerMistakes(row.customer, customer)];
  const named = ground.contacts.filter(({ name }) => normalizeName(name) === normalizeName(row.contact ?? ''));
  const [contact, ...others] = named;
  if (customer && row.contact !== null && !contact) errors.push(rowError('contact', 'notFound', row.contact));
  if (others.length > 0) errors.push(rowError('contact', 'ambiguousContact', row.contact ?? ''));
  if (row.person !== null && !person)
    errors.push(rowError('person', person === null ? 'ambiguous' : 'notFound', row.person));
  if (errors.length > 0 || !customer || !contact || !person || row.strength === null)
    return { ...refusedPlan(row.row, errors), edge: null };
  const refuse = (field: string, code: string, value: string) => ({
    ...refusedPlan(row.row, [rowError(field, code, value)]),
    edge: null,
  });
  if (repeated(seen, `${contact.id} ${person.id}`)) return refuse('person', 'duplicate', row.person ?? '');
  const edge = ground.edges.find((one) => one.contactId === contact.id && one.personId === person.id);
  const note = row.note ?? edge?.note ?? null;
  const wanted = { contactId: contact.id, personId: person.id, strength: row.strength, note };
  if (edge) {
    const changes = [
      ...(edge.strength === row.strength ? [] : [{ field: 'strength', from: `${edge.strength}` }]),
      ...(edge.note === note ? [] : [{ field: 'note', from: edge.note ?? '' }]),
    ];
    const plan = standingPlan(row.row, customer, { id: edge.id, changes }, updateExisting);
    if (plan.outcome !== 'update') return { ...plan, edge: null };
    if (!maySet(actor, customer, person.id)) return refuse('person', 'outOfScope', row.person ?? '');
    return { ...plan, edge: { ...wanted, version: edge.version, setOn: row.setOn, lastTouchOn: null } };
  }
  if (!customer.written) return refuse('customer', 'readOnly', customer.name);
  if (!person.active || !ground.sees(customer.id, person.id)) return refuse('person', 'notFound', row.person ?? '');
  if (!maySet(actor, customer, person.id)) return refuse('person', 'outOfScope', row.person ?? '');
  const made = { ...wanted, version: 0, setOn: row.setOn, lastTouchOn: row.lastTouchOn };
  return { row: row.row, outcome: 'create', errors: [], recordId: null, changes: [], edge: made };
}

const maySet = (actor: Actor, { ownerId }: NamedCustomer, personId: string) =>
  isAboveOrSelf(actor, personId) || isAboveOrSelf(actor, ownerId);
