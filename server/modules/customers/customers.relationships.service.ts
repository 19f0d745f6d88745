import type { Relationship } from '../../../contract/relationships.ts';
import type { Ctx } from '../../platform/context.ts';
import { write } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/db.ts';
import { authorize, ensure, invalid } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import { todayOf } from '../org/index.ts';
import { entriesIn } from '../settings/index.ts';
import { contactSubject } from './customers.contacts.service.ts';
import { lockContact } from './customers.contacts.store.ts';
import * as policy from './customers.policy.ts';
import { rulesOf, shownEdge } from './customers.relationships.reads.ts';
import type { Coverage } from './customers.relationships.rules.ts';
import { fadingRules, lockRules, relationshipOf, writeRelationship } from './customers.relationships.store.ts';
import { lockCustomer, touch } from './customers.store.ts';
import { whoSeesCustomer } from './customers.touch.service.ts';

type Setting = { contactId: string; personId: string; version: number; strength: number; note?: string | null };

/** Sets how well one of us knows a contact: oneself, those below, and the owner of the customer for everyone there. */
export async function setRelationship(ctx: Ctx, input: Setting): Promise<Relationship> {
  const { contactId, personId, strength } = input;
  const note = input.note || null;
  await write(ctx, async (tx) => {
    const contact = await lockContact(tx, ctx.actor, contactId);
    ensure(contact, 'common.notFound');
    const customer = await lockCustomer(tx, ctx.actor, contact.customer_id);
    ensure(customer, 'common.notFound');
    authorize(policy.setRelationship(ctx.actor, { personId, ownerId: customer.owner_id }));
    const current = await relationshipOf(tx, contactId, personId);
    if (!current) await ensureMayKnow(tx, customer.id, personId);
    ensure((current?.version ?? 0) === input.version, 'common.stale');
    if (current && current.strength === strength && current.note === note) return;
    const setOn = await todayOf(tx, ctx.now());
    const id = await writeRelationship(tx, current, { contactId, personId, strength, setOn, note }, ctx.now());
    await touch(tx, ctx.actor.id, customer.id, ctx.now());
    const subject = { ...contactSubject(contactId, customer), type: 'relationship', id };
    await recordEvent(tx, ctx, 'relationship.set', subject, {
      contactId,
      name: contact.name,
      personId,
      from: current?.strength ?? null,
      to: strength,
      text: note,
    });
  });
  return getRelationship(ctx, contactId, personId);
}

/** Only who sees a customer gets a place in its matrix. */
async function ensureMayKnow(tx: Tx, customerId: string, personId: string): Promise<void> {
  const seeing = await whoSeesCustomer(tx, customerId, [personId]);
  if (!seeing.has(personId)) throw invalid('personId', 'notFound');
}

async function getRelationship(ctx: Ctx, contactId: string, personId: string): Promise<Relationship> {
  const [record, { decayDays }, today] = await Promise.all([
    relationshipOf(ctx.db, contactId, personId),
    fadingRules(ctx.db),
    todayOf(ctx.db, ctx.now()),
  ]);
  ensure(record, 'common.notFound');
  return shownEdge(record, today, decayDays);
}

const rulesSubject = (actorId: string) => ({ type: 'relationshipRules', id: actorId, audience: 'audit' as const });

export async function setRules(ctx: Ctx, { version, decayDays }: { version: number; decayDays: number }) {
  await write(ctx, async (tx) => {
    const current = await lockRules(tx, version);
    ensure(current, 'common.stale');
    await tx
      .updateTable('relationship_rules')
      .set({ decay_days: decayDays, version: version + 1 })
      .execute();
    const data = { from: current.decayDays, to: decayDays };
    await recordEvent(tx, ctx, 'relationshipRules.changed', rulesSubject(ctx.actor.id), data);
  });
  return rulesOf(ctx.db);
}

type SegmentCoverage = { segmentId: string; version: number; coverages: Coverage[] };

/** Makes what has to be covered in a segment what is given. */
export async function setCoverage(ctx: Ctx, { segmentId, version, coverages }: SegmentCoverage) {
  await write(ctx, async (tx) => {
    ensure(await lockRules(tx, version), 'common.stale');
    const segments = await entriesIn(tx, 'segment', [segmentId]);
    if (!segments.has(segmentId)) throw invalid('segmentId', 'notFound');
    const repeated = coverages.findIndex((one, index) => coverages.findIndex((other) => same(one, other)) < index);
    if (repeated !== -1) throw invalid(`coverages.${repeated}`, 'taken');
    await tx.deleteFrom('segment_coverages').where('segment_id', '=', segmentId).execute();
    if (coverages.length > 0) {
      const rows = coverages.map(({ decisionRole, teamRole }) => ({
        segment_id: segmentId,
        decision_role: decisionRole,
        team_role: teamRole,
      }));
      await tx.insertInto('segment_coverages').values(rows).execute();
    }
    await tx
      .updateTable('relationship_rules')
      .set({ version: version + 1 })
      .execute();
    await recordEvent(tx, ctx, 'relationshipRules.covered', rulesSubject(ctx.actor.id), { segmentId, coverages });
  });
  return rulesOf(ctx.db);
}

const same = (one: Coverage, other: Coverage) =>
  one.decisionRole === other.decisionRole && one.teamRole === other.teamRole;
