import type { FieldError } from '../../../contract/errors.ts';
import type { Definitions, OwnValues, Settled } from '../../../contract/fields.compute.ts';
import { settleOwn } from '../../../contract/fields.compute.ts';
import type { OwnContext } from '../../../contract/fields.rules.ts';
import type { OwnField, OwnValue } from '../../../contract/fields.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Db, Tx } from '../../platform/db/db.ts';
import { AppError } from '../../platform/errors.ts';
import { parseOwnValue } from '../fields/index.ts';
import { filesSeen } from '../files/index.ts';
import type { OwnChange, OwnWanted } from './customers.own.rules.ts';
import { idsIn, missingOwn, ownInWords, referencesIn } from './customers.own.rules.ts';
import type { OwnColumns } from './customers.own.store.ts';
import { existingAmong, peopleAmong } from './customers.own.store.ts';
import { seenCustomers } from './customers.store.ts';

export type OwnWrite = {
  /** Absent for one that is being made. */
  customerId?: string;
  before: OwnColumns & { context: OwnContext };
  /** What the built-in fields will be. */
  context: OwnContext;
  wanted: OwnWanted;
};

export type OwnWritten = Settled & { changes: OwnChange[] };

/**
 * The own fields of one customer after a change of them or of what they hang on; refuses each fault at `own.<id>`. The
 * caller holds the definitions (`holdDefinitions`) and then the customer, writes what this answers by `setOwn`, and
 * records `changes`. What the actor may not see is not lost: emptying it changes nothing.
 */
export async function settleCustomer(
  tx: Tx,
  actor: Actor,
  definitions: Definitions,
  given: OwnWrite,
): Promise<OwnWritten> {
  const { before, context } = given;
  const stored = { ...before.aside, ...before.own };
  const known = await knownReferences(tx, actor, definitions.fields, given.wanted, stored);
  const { wanted, mistakes } = readWanted(definitions.fields, given, stored, known);
  const merged = withChanges(stored, wanted);
  const after = settleOwn(definitions, await withoutGone(tx, definitions.fields, merged, before), context);
  const old = settleOwn(definitions, stored, before.context);
  const isNew = given.customerId === undefined;
  const seenAfter = { ...after, own: withoutUnseen(definitions.fields, after.own, known.customers) };
  mistakes.push(
    ...Object.keys(wanted)
      .filter((id) => wanted[id] !== null && !after.visible.has(id))
      .map((id) => ({ path: `own.${id}`, code: 'hidden' as const })),
    ...missingOwn(definitions.fields, isNew ? { own: {}, visible: new Set() } : old, seenAfter).filter(
      // What only seems empty to this actor was not emptied by this change.
      ({ path }) => isNew || !(path.slice(4) in after.own) || !old.visible.has(path.slice(4)),
    ),
  );
  if (mistakes.length > 0) throw new AppError('common.invalid', {}, mistakes);
  return { ...after, changes: await changesIn(tx, actor, definitions.fields, wanted, before.own, after.own) };
}

/** What formulas and visibility make of values when only definitions or built-in fields have changed. */
export async function resettle(
  db: Db,
  definitions: Definitions,
  columns: OwnColumns,
  context: OwnContext,
): Promise<OwnColumns> {
  const stored = { ...columns.aside, ...columns.own };
  const values = await withoutGone(db, definitions.fields, stored, columns);
  const { own, aside } = settleOwn(definitions, values, context);
  return { own, aside };
}

type Known = {
  people: ReadonlyMap<string, { active: boolean }>;
  customers: ReadonlySet<string>;
  files: ReadonlyMap<string, string>;
};

/** What of the named people, customers and files the actor may name, or sees. */
async function knownReferences(
  db: Db,
  actor: Actor,
  fields: readonly OwnField[],
  wanted: OwnWanted,
  stored: OwnValues,
): Promise<Known> {
  const uuids = (ids: readonly string[]) => ids.filter((id) => /^[0-9a-f-]{36}$/i.test(id));
  const [people, customers, files] = [
    await peopleAmong(db, uuids(referencesIn(fields, 'person', wanted))),
    await seenCustomers(db, actor, uuids(referencesIn(fields, 'customer', wanted, stored))),
    await filesSeen(db, actor, uuids(referencesIn(fields, 'attachment', wanted))),
  ];
  return { people, customers: new Set(customers.map(({ id }) => id)), files };
}

function readWanted(fields: readonly OwnField[], given: OwnWrite, stored: OwnValues, known: Known) {
  const wanted: Record<string, OwnValue | null> = {};
  const mistakes: FieldError[] = [];
  for (const [id, value] of Object.entries(given.wanted)) {
    const path = `own.${id}`;
    const field = fields.find((one) => one.id === id);
    const kept = stored[id] ?? null;
    if (!field) {
      mistakes.push({ path, code: 'unknown' });
      continue;
    }
    const parsed = parseOwnValue(field, value, kept);
    if (!('value' in parsed)) {
      mistakes.push({ path, ...parsed });
      continue;
    }
    // Emptying what one sees as empty already, set aside or not to be seen, leaves it.
    if (parsed.value === null && !showsValue(field, given.before.own[id], known)) continue;
    if (field.retired && JSON.stringify(parsed.value) !== JSON.stringify(given.before.own[id] ?? null))
      mistakes.push({ path, code: 'retired' });
    else if (!mayName(field, parsed.value, kept, known)) mistakes.push({ path, code: 'notFound' });
    else if (field.type === 'customer' && parsed.value !== null && parsed.value === given.customerId)
      mistakes.push({ path, code: 'order' });
    else wanted[id] = parsed.value;
  }
  return { wanted, mistakes };
}

function showsValue(field: OwnField, value: OwnValue | undefined, known: Known): boolean {
  if (value === undefined) return false;
  return field.type !== 'customer' || known.customers.has(String(value));
}

/** People who are active, or were named before; customers and files that the actor sees. */
function mayName(field: OwnField, value: OwnValue | null, kept: OwnValue | null, known: Known): boolean {
  if (value === null) return true;
  if (field.type === 'person') {
    const person = known.people.get(String(value));
    return person !== undefined && (person.active || kept === value);
  }
  if (field.type === 'customer') return known.customers.has(String(value));
  return field.type !== 'attachment' || idsIn(value).every((id) => known.files.has(id));
}

function withChanges(stored: OwnValues, wanted: OwnWanted): Record<string, OwnValue> {
  const all: Record<string, OwnValue | null> = { ...stored, ...wanted };
  return Object.fromEntries(Object.entries(all).filter((entry): entry is [string, OwnValue] => entry[1] !== null));
}

function withoutUnseen(fields: readonly OwnField[], own: OwnValues, seen: ReadonlySet<string>) {
  const hidden = fields.filter(({ id, type }) => type === 'customer' && own[id] && !seen.has(String(own[id])));
  return Object.fromEntries(Object.entries(own).filter(([id]) => !hidden.some((field) => field.id === id)));
}

/** What comes back from aside may name what is no longer there. */
async function withoutGone(
  db: Db,
  fields: readonly OwnField[],
  values: Record<string, OwnValue>,
  { aside }: OwnColumns,
): Promise<Record<string, OwnValue>> {
  const tables = { person: 'users', customer: 'customers', attachment: 'files' } as const;
  const left = { ...values };
  for (const type of ['person', 'customer', 'attachment'] as const) {
    const back = fields.filter((field) => field.type === type && field.id in aside && field.id in left);
    const there = await existingAmong(db, tables[type], referencesIn(back, type, left));
    for (const { id } of back) if (!idsIn(left[id]).every((one) => there.has(one))) delete left[id];
  }
  return left;
}

async function changesIn(
  db: Db,
  actor: Actor,
  fields: readonly OwnField[],
  wanted: OwnWanted,
  before: OwnValues,
  after: OwnValues,
): Promise<OwnChange[]> {
  const changed = fields.filter(
    ({ id }) => id in wanted && JSON.stringify(before[id] ?? null) !== JSON.stringify(after[id] ?? null),
  );
  const names = await filesSeen(db, actor, referencesIn(changed, 'attachment', before, after));
  return changed.map((field) => ({
    field: field.key,
    label: field.label,
    from: ownInWords(field, before[field.id], names),
    to: ownInWords(field, after[field.id], names),
  }));
}
