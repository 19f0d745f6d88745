import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { ContactDetail, Post } from '../../../contract/contacts.ts';
import type { Contact } from '../../../contract/customers.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Ctx } from '../../platform/context.ts';
import { ensure } from '../../platform/errors.ts';
import { phoneFor, wordsFor } from '../../platform/masking.ts';
import { customerSeenRow, customerWrittenRow, lineSeesRow } from '../../platform/scope.ts';
import * as policy from './customers.policy.ts';

/** The contact `k` as the API shows it. */
export function contactJson(actor: Actor): RawBuilder<Contact> {
  return sql`
  json_build_object('id', k.id, 'customerId', k.customer_id, 'name', k.name, 'title', k.title,
    'decisionRole', k.decision_role, 'attitude', k.attitude, 'influence', k.influence, 'phone', k.phone,
    'email', k.email, 'birthday', k.birthday, 'school', k.school, 'employers', k.employers, 'note', k.note,
    'startedOn', k.started_on, 'lastMetOn', k.last_met_on, 'leftOn', k.left_on, 'version', k.version,
    'departure', (
      select json_build_object('reason', d.reason, 'place', d.place, 'note', d.note,
        'succession', d.succession, 'successionNote', d.succession_note,
        'customer', (
          select json_build_object('id', dc.id, 'name', dc.name) from customers dc
          where dc.id = d.to_customer_id and ${customerSeenRow(actor, 'dc.id')}
        ),
        'successor', (
          select json_build_object('id', s.id, 'name', s.name) from contacts s where s.id = d.successor_id
        ))
      from contact_departures d where d.contact_id = k.id
    ))`;
}

/** A contact whose customer is seen. Throws `common.notFound`. */
export async function getContact(ctx: Ctx, id: string): Promise<Contact> {
  return (await findContact(ctx, id)).contact;
}

async function findContact(ctx: Ctx, id: string): Promise<Found> {
  const { rows } = await sql<Found>`
    select ${contactJson(ctx.actor)} as contact, c.owner_id as "ownerId",
      ${customerWrittenRow(ctx.actor, 'c.id')} as written, json_build_object('id', c.id, 'name', c.name) as customer
    from contacts k join customers c on c.id = k.customer_id
    where k.id = ${id} and ${customerSeenRow(ctx.actor, 'k.customer_id')}
  `.execute(ctx.db);
  const [found] = rows;
  ensure(found, 'common.notFound');
  const phone = phoneFor(ctx.actor, found.ownerId, found.contact.phone);
  return { ...found, contact: { ...found.contact, phone } };
}

type Found = { contact: Contact; customer: ContactDetail['customer']; ownerId: string; written: boolean };

/** The contact with the person's other posts, those that may be the same person's, and the remarks of the own line. */
export async function getContactDetail(ctx: Ctx, id: string): Promise<ContactDetail> {
  const { contact, customer, ownerId, written } = await findContact(ctx, id);
  const [posts, suggestions, remarks, own] = await Promise.all([
    otherPosts(ctx, id),
    likelyPosts(ctx, id),
    remarksOn(ctx, id),
    ctx.db
      .selectFrom('contact_remarks')
      .select('version')
      .where('contact_id', '=', id)
      .where('author_id', '=', ctx.actor.id)
      .executeTakeFirst(),
  ]);
  const can = { update: policy.update({ written }), closeSuccession: policy.closeSuccession(ctx.actor, { ownerId }) };
  return { contact, customer, posts, suggestions, remarks, remarkVersion: own?.version ?? 0, can };
}

const postColumns = sql`
  o.id, o.name, o.title, o.started_on as "startedOn", o.left_on as "leftOn",
  json_build_object('id', c.id, 'name', c.name) as customer`;

async function otherPosts(ctx: Ctx, id: string): Promise<Post[]> {
  const { rows } = await sql<Post>`
    select ${postColumns}
    from contacts k
    join contacts o on o.person_id = k.person_id and o.id <> k.id
    join customers c on c.id = o.customer_id
    where k.id = ${id} and ${customerSeenRow(ctx.actor, 'c.id')}
    order by o.left_on desc nulls first, o.id desc
  `.execute(ctx.db);
  return rows;
}

/** Of posts that may be the same person's, the most that are offered. */
const mostSuggestions = 10;

/** A mobile number joins only for who reads every telephone: otherwise a masked one could be found out by trying. */
async function likelyPosts(ctx: Ctx, id: string): Promise<ContactDetail['suggestions']> {
  const mobile = wordsFor(ctx.actor) === 'all' ? sql`o.mobile_key = k.mobile_key` : sql`false`;
  const { rows } = await sql<ContactDetail['suggestions'][number]>`
    select ${postColumns},
      case when ${mobile} then 'mobile' else 'nameAndEmail' end as reason
    from contacts k
    join contacts o on o.id <> k.id and (
      ${mobile} or (o.name_key = k.name_key and lower(o.email) = lower(k.email)))
    join customers c on c.id = o.customer_id
    where k.id = ${id} and (o.person_id is null or o.person_id is distinct from k.person_id)
      and ${customerSeenRow(ctx.actor, 'c.id')}
    order by o.id desc limit ${mostSuggestions}
  `.execute(ctx.db);
  return rows;
}

async function remarksOn(ctx: Ctx, id: string): Promise<ContactDetail['remarks']> {
  const { rows } = await sql<ContactDetail['remarks'][number]>`
    select json_build_object('id', a.id, 'name', a.name, 'post', a.post) as author, m.text,
      m.updated_at as "updatedAt"
    from contact_remarks m join users a on a.id = m.author_id
    where m.contact_id = ${id} and ${lineSeesRow(ctx.actor, 'm.author_id')}
    order by m.author_id <> ${ctx.actor.id}, m.updated_at desc
  `.execute(ctx.db);
  return rows;
}
