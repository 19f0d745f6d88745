import { sql } from 'kysely';
import { z } from 'zod';
import type { PersonRef } from '../../../contract/base.ts';
import type { DecisionRole } from '../../../contract/contacts.shapes.ts';
import type { TeamRole } from '../../../contract/customers.ts';
import type { Matrix, Relationship } from '../../../contract/relationships.ts';
import type { Ctx } from '../../platform/context.ts';
import type { Db } from '../../platform/db/db.ts';
import { ensure } from '../../platform/errors.ts';
import { decodeCursor, toPage } from '../../platform/paging.ts';
import { customerSeenRow, customerWrittenRow } from '../../platform/scope.ts';
import { todayOf } from '../org/index.ts';
import * as policy from './customers.policy.ts';
import type { Coverage, MatrixContact } from './customers.relationships.rules.ts';
import { faded, fadesSince, gapsOf } from './customers.relationships.rules.ts';
import type { RelationshipRecord } from './customers.relationships.store.ts';
import { fadingRules, relationshipOf, relationshipsAt } from './customers.relationships.store.ts';

export function shownEdge(record: RelationshipRecord, today: string, decayDays: number): Relationship {
  const { setOn, ...edge } = record;
  const since = fadesSince(record);
  return { ...edge, since, shown: faded(record.strength, since, today, decayDays) };
}

/** Who of us knows whom at a customer. Throws `common.notFound`. */
export async function matrixOf(ctx: Ctx, customerId: string): Promise<Matrix> {
  const { db, actor } = ctx;
  const customer = await db
    .selectFrom('customers as c')
    .select(['c.owner_id as ownerId', 'c.segment_id as segmentId'])
    .select(customerWrittenRow(actor, 'c.id').as('written'))
    .where('c.id', '=', customerId)
    .where(customerSeenRow(actor, 'c.id'))
    .executeTakeFirst();
  ensure(customer, 'common.notFound');
  const [contacts, records, people, coverages, rules, today] = await Promise.all([
    contactsAt(db, customerId),
    relationshipsAt(db, customerId),
    peopleAt(db, customerId),
    coveragesOf(db, customer.segmentId),
    fadingRules(db),
    todayOf(db, ctx.now()),
  ]);
  const edges = records.map((record) => shownEdge(record, today, rules.decayDays));
  const team = people.flatMap(({ person, role }) => (role ? [{ personId: person.id, role }] : []));
  return {
    people: people.map(({ person, role }) => ({
      person,
      role,
      mayBeSet:
        policy.update(customer) && policy.setRelationship(actor, { personId: person.id, ownerId: customer.ownerId }),
    })),
    edges,
    gaps: gapsOf({ contacts, edges, team, coverages }),
    decayDays: rules.decayDays,
  };
}

async function contactsAt(db: Db, customerId: string): Promise<MatrixContact[]> {
  const { rows } = await sql<MatrixContact>`
    select k.id, k.decision_role as "decisionRole", k.left_on as "leftOn", d.succession
    from contacts k left join contact_departures d on d.contact_id = k.id
    where k.customer_id = ${customerId} order by k.id
  `.execute(db);
  return rows;
}

/** The team, the owner first, then whoever else has a relationship there. */
async function peopleAt(db: Db, customerId: string) {
  const { rows } = await sql<{ person: PersonRef; role: TeamRole | null }>`
    select json_build_object('id', u.id, 'name', u.name, 'post', u.post) as person, t.role
    from (
      select user_id from customer_team where customer_id = ${customerId}
      union
      select r.user_id from relationships r join contacts k on k.id = r.contact_id where k.customer_id = ${customerId}
    ) known
    join users u on u.id = known.user_id
    left join customer_team t on t.customer_id = ${customerId} and t.user_id = u.id
    order by t.role is distinct from 'owner', t.created_at nulls last, u.name, u.id
  `.execute(db);
  return rows;
}

async function coveragesOf(db: Db, segmentId: string | null): Promise<Coverage[]> {
  if (segmentId === null) return [];
  const { rows } = await sql<Coverage>`
    select decision_role as "decisionRole", team_role as "teamRole" from segment_coverages
    where segment_id = ${segmentId} order by 1, 2
  `.execute(db);
  return rows;
}

/** The rules as administrators set them. */
export async function rulesOf(db: Db) {
  const [rules, { rows }] = await Promise.all([
    fadingRules(db),
    sql<{ segmentId: string; decisionRole: DecisionRole; teamRole: TeamRole }>`
      select segment_id as "segmentId", decision_role as "decisionRole", team_role as "teamRole"
      from segment_coverages order by 1, 2, 3
    `.execute(db),
  ]);
  return { ...rules, coverages: rows };
}

type Change = {
  id: string;
  at: string;
  actor: PersonRef | null;
  from: number | null;
  to: number;
  note: string | null;
};
type HistoryQuery = { contactId: string; personId: string; cursor?: string; limit: number };

/** How a relationship came to be what it is, newest first. Throws `common.notFound`. */
export async function historyOf(ctx: Ctx, query: HistoryQuery) {
  const before = decodeCursor(query.cursor, z.uuid());
  const contact = await ctx.db
    .selectFrom('contacts as k')
    .select('k.id')
    .where('k.id', '=', query.contactId)
    .where(customerSeenRow(ctx.actor, 'k.customer_id'))
    .executeTakeFirst();
  ensure(contact, 'common.notFound');
  const relationship = await relationshipOf(ctx.db, query.contactId, query.personId);
  if (!relationship) return { items: [], nextCursor: null };
  const { rows } = await sql<Change>`
    select e.id, e.at, (e.data ->> 'from')::int as "from", (e.data ->> 'to')::int as "to", e.data ->> 'text' as note,
      case when a.id is null then null else json_build_object('id', a.id, 'name', a.name, 'post', a.post) end as actor
    from events e left join users a on a.id = e.actor_id
    where e.subject_id = ${relationship.id} and e.type = 'relationship.set'
      and ${before ? sql`e.id < ${before}::uuid` : sql`true`}
    order by e.id desc limit ${query.limit + 1}
  `.execute(ctx.db);
  return toPage(rows, query.limit, (row) => row.id);
}
