import { sql } from 'kysely';
import { z } from 'zod';
import { day } from '../../../contract/base.ts';
import { isBlank, ownKey, visibleFields } from '../../../contract/fields.rules.ts';
import type { OwnValue } from '../../../contract/fields.ts';
import type { Upkeep } from '../../../contract/upkeep.ts';
import type { Ctx } from '../../platform/context.ts';
import type { Db } from '../../platform/db/db.ts';
import { ensure } from '../../platform/errors.ts';
import { decodeCursor, toPage } from '../../platform/paging.ts';
import { isShortLine } from '../../platform/reach.costs.ts';
import { customerSeenRow, customerWrittenRow, lineSees, lineSeesRow } from '../../platform/scope.ts';
import { dayOf } from '../../platform/time.ts';
import { ownFields } from '../fields/index.ts';
import { companyOf } from '../org/index.ts';
import type { BuiltIn } from './customers.own.rules.ts';
import { ownContext } from './customers.own.rules.ts';
import * as policy from './customers.policy.ts';
import type { ArchiveFacts } from './customers.upkeep.rules.ts';
import { isStale, nextTime, pointsOf } from './customers.upkeep.rules.ts';

type Archive = BuiltIn & {
  id: string;
  version: number;
  ownerId: string;
  written: boolean;
  pooled: boolean;
  staleAt: string | null;
  keptAt: string;
  createdAt: string;
  phone: string | null;
  website: string | null;
  hasAddress: boolean;
  nextStep: string | null;
  nextStepOn: string | null;
  own: Record<string, OwnValue>;
  contacts: { id: string; name: string; lastMetOn: string | null; createdAt: string }[];
  confirmed: { point: string; at: string }[];
  snooze: (NonNullable<Upkeep['snooze']> & { keptAt: string }) | null;
};

const iso = (column: string) => sql`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** What of an archive is probably out of date. Throws `common.notFound`. */
export async function getUpkeep(ctx: Ctx, id: string): Promise<Upkeep> {
  const archive = await readArchive(ctx, id);
  ensure(archive, 'common.notFound');
  const [company, changed, definitions] = await Promise.all([
    companyOf(ctx.db),
    lastChanges(ctx.db, id),
    ownFields(ctx.db),
  ]);
  const context = ownContext(archive);
  const visible = visibleFields(definitions, archive.own, context);
  const blankOwn = definitions
    .filter((field) => field.compulsory && !field.retired && visible.has(field.id) && isBlank(archive.own[field.id]))
    .map((field) => ownKey(field.id));
  const today = dayOf(ctx.now(), company.timeZone);
  const points = pointsOf(factsOf(archive, { now: ctx.now(), today, changed, blankOwn }));
  const { snooze, keptAt } = archive;
  const holds = snooze !== null && snooze.keptAt === keptAt && snooze.until > today;
  return {
    customerId: id,
    version: archive.version,
    stale: isStale(archive.staleAt, ctx.now()),
    staleAt: archive.staleAt,
    points,
    snooze: holds ? { person: snooze.person, until: snooze.until, reason: snooze.reason, times: snooze.times } : null,
    can: {
      confirm: policy.update(archive),
      snooze: policy.snooze(ctx.actor, archive) && nextTime(snooze ?? undefined, keptAt) !== null,
    },
  };
}

type Found = Pick<ArchiveFacts, 'now' | 'today' | 'changed' | 'blankOwn'>;

function factsOf(archive: Archive, found: Found): ArchiveFacts {
  const { keptAt, createdAt, contacts, nextStep, nextStepOn } = archive;
  return {
    ...found,
    keptAt,
    createdAt,
    contacts,
    nextStep,
    nextStepOn,
    filled: {
      segment: Boolean(archive.segmentId),
      region: Boolean(archive.regionId),
      industry: Boolean(archive.industryId),
      level: Boolean(archive.levelId),
      phone: Boolean(archive.phone),
      addresses: archive.hasAddress,
      employees: archive.employees !== null,
      annualRevenue: archive.annualRevenue !== null,
      website: Boolean(archive.website),
    },
    confirmed: new Map(archive.confirmed.map(({ point, at }) => [point, at])),
  };
}

async function readArchive(ctx: Ctx, id: string): Promise<Archive | undefined> {
  const { rows } = await sql<Archive>`
    select c.id, c.version, c.owner_id as "ownerId", ${customerWrittenRow(ctx.actor, 'c.id')} as written,
      c.pool_id is not null as pooled, case when c.pool_id is null then c.stale_at end as "staleAt", ${iso('c.archive_updated_at')} as "keptAt",
      ${iso('c.created_at')} as "createdAt", c.segment_id as "segmentId", c.region_id as "regionId",
      c.industry_id as "industryId", c.level_id as "levelId", c.phone, c.website, c.employees,
      c.annual_revenue as "annualRevenue", c.founded_year as "foundedYear",
      jsonb_array_length(c.addresses) > 0 as "hasAddress", c.next_step as "nextStep", c.next_step_on as "nextStepOn", c.own,
      coalesce((
        select json_agg(json_build_object('id', k.id, 'name', k.name, 'lastMetOn', k.last_met_on,
          'createdAt', ${iso('k.created_at')}))
        from contacts k where k.customer_id = c.id and k.left_on is null
      ), '[]') as contacts,
      coalesce((
        select json_agg(json_build_object('point', a.point, 'at', ${iso('a.confirmed_at')}))
        from archive_confirmations a where a.customer_id = c.id
      ), '[]') as confirmed,
      (
        select json_build_object('person', json_build_object('id', u.id, 'name', u.name, 'post', u.post),
          'until', s.until, 'reason', s.reason, 'times', s.times, 'keptAt', ${iso('s.kept_at')})
        from archive_snoozes s join users u on u.id = s.person_id where s.customer_id = c.id
      ) as snooze
    from customers c where c.id = ${id} and ${customerSeenRow(ctx.actor, 'c.id')}
  `.execute(ctx.db);
  return rows[0];
}

/** When each field of the archive was last changed, from its history. */
async function lastChanges(db: Db, id: string): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ field: string; at: string }>`
    select change ->> 'field' as field, ${sql`to_char(max(e.at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`} as at
    from events e cross join lateral jsonb_array_elements(e.data -> 'changes') as change
    where e.customer_id = ${id} and e.type = 'customer.updated' and jsonb_typeof(e.data -> 'changes') = 'array'
    group by 1
  `.execute(db);
  return new Map(rows.map(({ field, at }) => [field, at]));
}

const countKey = z.tuple([z.number().int(), z.uuid()]);

/** Of everyone of the line who has any: how many archives are out of date, most first. */
export async function stalePeople(ctx: Ctx, query: { cursor?: string; limit: number }) {
  const after = decodeCursor(query.cursor, countKey);
  const today = dayOf(ctx.now(), (await companyOf(ctx.db)).timeZone);
  const { rows } = await sql<{
    person: { id: string; name: string; post: string | null };
    count: number;
    oldestAt: string;
    snoozed: number;
  }>`
    select json_build_object('id', u.id, 'name', u.name, 'post', u.post) as person, stale.count, stale."oldestAt",
      (
        -- The date is asked for last, so that only those that were put off are read beside the index.
        select count(*) from customers c join archive_snoozes s on s.customer_id = c.id
        where c.owner_id = u.id and c.pool_id is null and s.until > ${today}::date
          and s.kept_at = (select k.archive_updated_at from customers k where k.id = s.customer_id)
      ) as snoozed
    from (
      select c.owner_id as id, count(*) as count, min(c.stale_at) as "oldestAt" from customers c
      where c.pool_id is null and c.stale_at <= ${ctx.now()} and ${lineSees(ctx.actor, 'c.owner_id')}
      group by c.owner_id
    ) stale
    join users u on u.id = stale.id
    ${after ? sql`where (-stale.count, u.id) > (${-after[0]}::bigint, ${after[1]}::uuid)` : sql``}
    order by -stale.count, u.id limit ${query.limit + 1}
  `.execute(ctx.db);
  return toPage(rows, query.limit, (row) => [row.count, row.person.id]);
}

const dayKey = z.tuple([day, z.uuid()]);

const shortLine = 10_000;

/** Archives of the line's customers that are put off, those that come back first. */
export async function snoozedArchives(ctx: Ctx, query: { ownerId?: string; cursor?: string; limit: number }) {
  const after = decodeCursor(query.cursor, dayKey);
  const today = dayOf(ctx.now(), (await companyOf(ctx.db)).timeZone);
  // Few customers are gone through for what was put off of them; for many, what was put off is, asking each.
  const isShort = query.ownerId !== undefined || (await isShortLine(ctx.db, ctx.actor, shortLine));
  const seen = sql`c.archive_updated_at = s.kept_at and c.pool_id is null
    and ${(isShort ? lineSees : lineSeesRow)(ctx.actor, 'c.owner_id')}
    ${query.ownerId ? sql`and c.owner_id = ${query.ownerId}` : sql``}`;
  const held = isShort
    ? sql`exists (select 1 from customers c where c.id = s.customer_id and ${seen})`
    : sql`(select true from customers c where c.id = s.customer_id and ${seen} offset 0) is true`;
  const { rows } = await sql<{
    customer: { id: string; name: string };
    owner: { id: string; name: string; post: string | null };
    person: { id: string; name: string; post: string | null };
    until: string;
    reason: string;
    times: number;
  }>`
    select json_build_object('id', c.id, 'name', c.name) as customer,
      json_build_object('id', o.id, 'name', o.name, 'post', o.post) as owner,
      json_build_object('id', u.id, 'name', u.name, 'post', u.post) as person, s.until, s.reason, s.times
    from (
      select * from archive_snoozes s
      where s.until > ${today}::date and ${held}
        ${after ? sql`and (s.until, s.customer_id) > (${after[0]}::date, ${after[1]}::uuid)` : sql``}
      order by s.until, s.customer_id limit ${query.limit + 1}
    ) s
    join customers c on c.id = s.customer_id
    join users o on o.id = c.owner_id
    join users u on u.id = s.person_id
    order by s.until, s.customer_id
  `.execute(ctx.db);
  return toPage(rows, query.limit, (row) => [row.until, row.customer.id]);
}
