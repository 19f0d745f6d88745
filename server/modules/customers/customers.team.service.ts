import type { Customer } from '../../../contract/customers.ts';
import type { Ctx } from '../../platform/context.ts';
import { write } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/db.ts';
import { authorize, ensure, invalid } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import type { Runtime } from '../../platform/runtime.ts';
import { todayOf } from '../org/index.ts';
import { getCustomer } from './customers.archive.reads.ts';
import * as policy from './customers.policy.ts';
import { lockForChange, subjectOf } from './customers.service.ts';
import type { CustomerRecord } from './customers.store.ts';
import { activePeople, touch, updateCustomerRow } from './customers.store.ts';
import type { Place, WantedPlace } from './customers.team.rules.ts';
import { completePlaces, placesChange, placesMistake } from './customers.team.rules.ts';
import {
  beginDue,
  dueTeams,
  endDue,
  heldPlaces,
  onDay,
  plannedPlaces,
  writeHeld,
  writePlanned,
} from './customers.team.store.ts';

/**
 * Makes the team what is given, with what is planned. A new owner must stand on the actor's line
 * (`customers.ownerOutOfScope`); a member may come from anywhere in the company, but must be active unless on the team
 * already.
 */
export async function setTeam(
  ctx: Ctx,
  input: { id: string; version: number; team: WantedPlace[] },
): Promise<Customer> {
  await write(ctx, async (tx) => {
    const customer = await lockForChange(tx, ctx, input.id, input.version);
    authorize(policy.changeTeam(ctx.actor, { ownerId: customer.owner_id }));
    await changeTeam(tx, ctx, customer, (held, planned, today) =>
      completePlaces(input.team, [...planned, ...held], today),
    );
  });
  return getCustomer(ctx, input.id);
}

/** Gives somebody a place, or another one in the place of theirs; `customer` is locked and may be changed. */
export async function putOnTeam(tx: Tx, ctx: Ctx, customer: CustomerRecord, place: WantedPlace): Promise<void> {
  const wantedOf = (held: Place[], planned: Place[], today: string) => {
    const others = [...held, ...planned].filter(({ personId }) => personId !== place.personId);
    return [...others, ...completePlaces([place], held, today)];
  };
  await changeTeam(tx, ctx, customer, wantedOf, (path) => path.replace(/^.*\./, ''));
}

/** Ends somebody's place, held or planned; `customer` is locked and may be changed. */
export async function takeOffTeam(tx: Tx, ctx: Ctx, customer: CustomerRecord, personId: string): Promise<void> {
  const others = (held: Place[], planned: Place[]) =>
    [...held, ...planned].filter((place) => place.personId !== personId);
  await changeTeam(tx, ctx, customer, others);
}

async function changeTeam(
  tx: Tx,
  ctx: Ctx,
  customer: CustomerRecord,
  wantedOf: (held: Place[], planned: Place[], today: string) => Place[],
  /** Where the caller's input has what stands here in a team. */
  pathOf: (path: string) => string = (path) => path,
): Promise<void> {
  const today = await todayOf(tx, ctx.now());
  const before = { held: await heldPlaces(tx, customer.id), planned: await plannedPlaces(tx, customer.id) };
  const wanted = wantedOf(before.held, before.planned, today);
  const mistake = placesMistake(wanted, before.held, today);
  if (mistake) throw invalid(pathOf(mistake.path), mistake.code);
  const after = {
    held: wanted.filter(({ fromOn }) => fromOn <= today),
    planned: wanted.filter(({ fromOn }) => fromOn > today),
  };
  const ownerId = await checkPeople(tx, ctx, customer, wanted, before.held);
  const change = placesChange(before, after);
  await onDay(tx, today);
  await writeHeld(tx, customer.id, after.held);
  await writePlanned(tx, customer.id, after.planned);
  await updateCustomerRow(tx, customer.id, {
    owner_id: ownerId,
    updated_at: ctx.now().toISOString(),
    version: customer.version + 1,
  });
  await touch(tx, ctx.actor.id, customer.id, ctx.now());
  await recordEvent(tx, ctx, 'customer.teamChanged', subjectOf({ id: customer.id, ownerId }), {
    ...change,
    ...(ownerId === customer.owner_id
      ? {}
      : { owner: { from: { personId: customer.owner_id }, to: { personId: ownerId } } }),
  });
}

/** Answers the owner of the team that is wanted. */
async function checkPeople(
  tx: Tx,
  ctx: Ctx,
  customer: CustomerRecord,
  wanted: readonly Place[],
  held: readonly Place[],
): Promise<string> {
  const owner = wanted.find((place) => place.role === 'owner');
  ensure(owner, 'common.internal');
  const known = new Set(held.map((place) => place.personId));
  const added = wanted.flatMap(({ personId }) => (known.has(personId) ? [] : [personId]));
  const active = await activePeople(tx, [...added, owner.personId]);
  if (owner.personId !== customer.owner_id) {
    ensure(policy.own(ctx.actor, owner.personId) && active.has(owner.personId), 'customers.ownerOutOfScope');
  }
  const unknown = wanted.findIndex(({ personId }) => added.includes(personId) && !active.has(personId));
  if (unknown !== -1) throw invalid(`team.${unknown}.personId`, 'notFound');
  return owner.personId;
}

const turnedAtOnce = 200;

/** Ends and begins the places whose day has come, one customer a transaction. Doing it again does nothing new. */
export async function turnTeams(runtime: Pick<Runtime, 'kysely' | 'now'>): Promise<void> {
  const today = await todayOf(runtime.kysely, runtime.now());
  for (;;) {
    const due = await dueTeams(runtime.kysely, today, turnedAtOnce);
    for (const id of due) await runtime.kysely.transaction().execute((tx) => turnTeam(tx, id, today, runtime.now()));
    if (due.length < turnedAtOnce) return;
  }
}

async function turnTeam(tx: Tx, id: string, today: string, now: Date): Promise<void> {
  const customer = await tx
    .selectFrom('customers')
    .select(['id', 'owner_id as ownerId', 'version'])
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (!customer) return;
  await onDay(tx, today);
  const removed = await endDue(tx, id, today);
  const added = await beginDue(tx, id, today);
  if (added.length + removed.length === 0) return;
  await updateCustomerRow(tx, id, { updated_at: now.toISOString(), version: customer.version + 1 });
  await recordEvent(tx, null, 'customer.teamTurned', subjectOf(customer), { added, removed });
}
