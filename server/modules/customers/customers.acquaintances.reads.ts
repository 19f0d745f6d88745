import { sql } from 'kysely';
import type { PersonRef } from '../../../contract/base.ts';
import type { Introduction, Reason } from '../../../contract/relationships.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Db } from '../../platform/db/db.ts';
import { ensure, invalid } from '../../platform/errors.ts';
import { wordsFor } from '../../platform/masking.ts';
import { customerSeenRow } from '../../platform/scope.ts';
import { isContained, normalizeName } from '../../platform/text.names.ts';
import type { Crowd } from './customers.acquaintances.rules.ts';
import { byCloseness, circleOf, companyKey } from './customers.acquaintances.rules.ts';
import { faded, fadesSince } from './customers.relationships.rules.ts';
import { fadingRules } from './customers.relationships.store.ts';

export type About = { contactId?: string; name?: string; company?: string };

/** What is looked for: the posts of the person, and what colleagues may have in common with them. */
type Target = { key: string; posts: string[]; school: string | null; employers: string[]; company: string };

type Department = { id: string; name: string };

export type Knower = {
  personId: string;
  person: PersonRef;
  department: Department | null;
  contactId: string;
  shown: number;
  lastTouchOn: string | null;
  reason: Extract<Reason, { kind: 'relationship' }>;
  /** Whether the asker may know of it. */
  open: boolean;
};

export type Acquaintances = {
  key: string;
  people: { person: PersonRef; department: Department | null; reasons: Reason[] }[];
  /** Those whom the asker may not be told, by the circle that stands for them, the closest first. */
  circles: { department: Department | null; knowers: Knower[] }[];
};

/** Who knows a person, sorted by whether the actor may be told. Throws `common.notFound` for a contact not seen. */
export async function acquaintancesOf(db: Db, actor: Actor, today: string, about: About): Promise<Acquaintances> {
  const target = await targetOf(db, actor, about);
  const { decayDays } = await fadingRules(db);
  const [knowers, alike] = await Promise.all([
    knowersOf(db, actor, target.posts, today, decayDays),
    likePeople(db, actor, target),
  ]);
  const open = knowers.filter((knower) => knower.open);
  const people = new Map<string, Acquaintances['people'][number]>();
  for (const { person, department, reason } of [...open.sort(byCloseness), ...alike]) {
    const known = people.get(person.id) ?? { person, department, reasons: [] };
    known.reasons.push(reason);
    people.set(person.id, known);
  }
  // Also those who are named for another reason: a circle that goes when somebody is named would tell who was meant.
  const hidden = knowers.filter((knower) => !knower.open).sort(byCloseness);
  const circles = hidden.length === 0 ? [] : await circlesOf(db, actor, hidden);
  return { key: target.key, people: [...people.values()], circles };
}

async function targetOf(db: Db, actor: Actor, { contactId, name, company = '' }: About): Promise<Target> {
  if (contactId !== undefined) return contactTarget(db, actor, contactId);
  if (name === undefined) throw invalid('name', 'required');
  const core = companyKey(company);
  const whole = normalizeName(company);
  const { rows } = await sql<{ id: string }>`
    select k.id from contacts k join customers c on c.id = k.customer_id
    where k.name_key = folded(${name}) and (
      (${core}::text <> '' and (c.core_name = ${core} or c.normalized_name = ${whole}))
      or (${alikeCompany(core, whole)} and ${customerSeenRow(actor, 'k.customer_id')})
    )
  `.execute(db);
  const posts = rows.map((row) => row.id);
  return { key: `${normalizeName(name)}|${core}`, posts, school: null, employers: [], company };
}

/**
 * At customers that the asker sees, a part of the company's name is enough, and none means all of them; hidden ones
 * answer to the exact company alone, or they could be found by trying.
 */
function alikeCompany(core: string, whole: string) {
  const within = isContained(core) ? sql`or position(c.core_name in ${core}::text) > 0` : sql``;
  return sql`(position(${core}::text in c.core_name) > 0 or position(${whole}::text in c.normalized_name) > 0 ${within})`;
}

type Post = { posts: string[]; school: string | null; employers: string[]; company: string };

/**
 * Posts with the same mobile number are the same person's even before anybody has said so; for who reads every
 * telephone, since a masked number could be found out by trying otherwise.
 */
async function contactTarget(db: Db, actor: Actor, contactId: string): Promise<Target> {
  const { rows } = await sql<Post>`
    select k.school, k.employers, c.name as company, array(
      select k.id
      union
      select o.id from contacts o where o.person_id = k.person_id
      union
      select o.id from contacts o where o.mobile_key = k.mobile_key and ${wordsFor(actor) === 'all'}::boolean
    ) as posts
    from contacts k join customers c on c.id = k.customer_id
    where k.id = ${contactId} and ${customerSeenRow(actor, 'k.customer_id')}
  `.execute(db);
  const [found] = rows;
  ensure(found, 'common.notFound');
  return { key: contactId, ...found };
}

type KnowerRow = {
  person: PersonRef;
  department: Department | null;
  strength: number;
  setOn: string;
  lastTouchOn: string | null;
  contactId: string;
  title: string | null;
  customer: { id: string; name: string } | null;
};

/** Who has a relationship at one of the posts, or met the person there. */
async function knowersOf(
  db: Db,
  actor: Actor,
  posts: readonly string[],
  today: string,
  decayDays: number,
): Promise<Knower[]> {
  const { rows } = await sql<KnowerRow>`
    select json_build_object('id', u.id, 'name', u.name, 'post', u.post) as person,
      case when d.id is null then null else json_build_object('id', d.id, 'name', d.name) end as department,
      r.strength, r.set_on as "setOn", r.last_touch_on as "lastTouchOn", k.id as "contactId", k.title,
      case when ${customerSeenRow(actor, 'k.customer_id')} then json_build_object('id', c.id, 'name', c.name) end as customer
    from contacts k
    join customers c on c.id = k.customer_id
    join relationships r on r.contact_id = k.id and r.user_id <> ${actor.id}
    join users u on u.id = r.user_id and u.active
    left join departments d on d.id = u.department_id
    where k.id = any(${[...posts]}::uuid[])
    order by r.id
  `.execute(db);
  return rows.flatMap((row) => {
    const { person, department, contactId, customer, lastTouchOn } = row;
    const shown = faded(row.strength, fadesSince(row), today, decayDays);
    if (shown === 0 && lastTouchOn === null) return [];
    const seen = customer !== null;
    const reason = {
      kind: 'relationship' as const,
      customer,
      contactId: seen ? contactId : null,
      title: seen ? row.title : null,
      shown,
      lastTouchOn,
    };
    const open = seen || actor.everyone || actor.line.has(person.id);
    return [{ personId: person.id, person, department, contactId, shown, lastTouchOn, reason, open }];
  });
}

/** Of colleagues with a common past, the most that are named. */
const mostAlike = 50;

type Alike = { person: PersonRef; department: Department | null; sameSchool: boolean; employers: string[] };

/** Colleagues who went to the same school, worked at the same company, or at this very one. */
async function likePeople(db: Db, actor: Actor, { school, employers, company }: Target) {
  const named = new Map([company, ...employers].map((name) => [companyKey(name), name]));
  named.delete('');
  const { rows } = await sql<Alike>`
    select json_build_object('id', u.id, 'name', u.name, 'post', u.post) as person,
      case when d.id is null then null else json_build_object('id', d.id, 'name', d.name) end as department,
      coalesce(b.school_key = folded(${school}), false) as "sameSchool", b.employer_keys as employers
    from user_backgrounds b
    join users u on u.id = b.user_id and u.active
    left join departments d on d.id = u.department_id
    where (b.school_key = folded(${school}) or b.employer_keys && ${[...named.keys()]}::text[])
      and b.user_id <> ${actor.id}
    order by u.name, u.id limit ${mostAlike}
  `.execute(db);
  const own = companyKey(company);
  return rows.flatMap(({ person, department, sameSchool, employers: keys }) => {
    const reasons: Reason[] = sameSchool && school !== null ? [{ kind: 'sameSchool', school }] : [];
    for (const [key, employer] of named) {
      if (keys.includes(key)) reasons.push({ kind: key === own ? 'workedThere' : 'sameEmployer', employer });
    }
    return reasons.map((reason) => ({ person, department, reason }));
  });
}

/** The circles of people who may not be named: none tells more than that somebody in it knows the person. */
async function circlesOf(db: Db, actor: Actor, hidden: readonly Knower[]) {
  // The asker's own line is always named, so nobody hides in it.
  const { rows: departments } = await sql<Crowd & { name: string }>`
    select d.id, d.name, d.parent_id as "parentId", (
      select count(*) from users u
      where u.department_id = d.id and u.active
        and u.id <> all(${[...actor.line]}::uuid[])
    ) as people
    from departments d
  `.execute(db);
  const names = new Map(departments.map(({ id, name }) => [id, { id, name }]));
  const circles = new Map<string | null, Knower[]>();
  for (const knower of hidden) {
    const id = circleOf(knower.department?.id ?? null, departments);
    circles.set(id, [...(circles.get(id) ?? []), knower]);
  }
  return [...circles]
    .map(([id, knowers]) => ({ department: id === null ? null : (names.get(id) ?? null), knowers }))
    .sort((a, b) => ((a.department?.id ?? '') < (b.department?.id ?? '') ? -1 : 1));
}

/** What the actor asked about a person before, by circle. */
export async function askedBefore(db: Db, askerId: string, key: string) {
  const rows = await db
    .selectFrom('introductions')
    .select(['circle', 'state'])
    .where('asker_id', '=', askerId)
    .where('about_key', '=', key)
    .execute();
  return new Map<string, Introduction['state']>(rows.map(({ circle, state }) => [circle, state]));
}
