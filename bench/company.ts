import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import { newId } from '../server/platform/ids.ts';
import { coreName, normalizeName } from '../server/platform/text.names.ts';
import { searchVector } from '../server/platform/text.ts';

/** Share of people per level of the reporting line, top first; 5,000 people make 1, 4, 20, 100, 500, 1,500, 2,875. */
const levels = [0.0002, 0.0008, 0.004, 0.02, 0.1, 0.3, 0.575];
const customersPerPerson = 200;
const batch = 5_000;
const namesFile = join(import.meta.dirname, '..', '..', 'shared', 'data', 'names', 'company-short-names.zh.txt');
const places = ['上海', '江苏', '浙江', '广东', '福建', '山东', '四川', '湖北', '河北', '辽宁'];
const trades = ['化工', '新材料', '塑胶', '电子科技', '电缆', '机械设备', '贸易', '实业', '包装材料', '精密制造'];

/** Same rows for the same number, on every machine. */
function hash(value: number, salt: number): number {
  let mixed = Math.imul(value ^ (salt * 0x9e3779b1), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

function shortNames(): string[] {
  if (existsSync(namesFile))
    return readFileSync(namesFile, 'utf8')
      .split('\n')
      .map((name) => name.trim())
      .filter(Boolean);
  const characters = [...'华新永盛海川嘉禾方舟宏达明远恒信瑞泽粤鹏程闽江南联博天瑞金泰康德'];
  return characters.flatMap((first) => characters.map((second) => first + second));
}

export type BenchPerson = { id: string; login: string; level: number };

/**
 * Fills an empty database with `rows` customers, one person for every 200 of them in seven levels, and about three in
 * ten customers with a second team member.
 */
export async function loadCompany(
  pool: pg.Pool,
  rows: number,
  progress: (done: number) => void,
): Promise<BenchPerson[]> {
  const people = await loadPeople(pool, Math.max(50, Math.round(rows / customersPerPerson)));
  const entries = await loadLists(pool);
  const owners = people.filter((person) => person.level >= 4);
  const names = shortNames();
  const start = Date.parse('2026-11-01T00:00:00Z');
  for (let from = 0; from < rows; from += batch) {
    const count = Math.min(batch, rows - from);
    const columns = Array.from({ length: count }, (_, at) => customerOf(from + at, { names, owners, entries, start }));
    await insertBatch(pool, columns);
    progress(from + count);
  }
  const session = await pool.connect();
  await session.query('set statement_timeout = 0');
  await session.query('vacuum analyze');
  session.release(true);
  return people;
}

async function loadPeople(pool: pg.Pool, count: number): Promise<BenchPerson[]> {
  const people: BenchPerson[] = [];
  const supervisors: (string | null)[] = [];
  let above: BenchPerson[] = [];
  for (const [level, share] of levels.entries()) {
    const size = level === levels.length - 1 ? count - people.length : Math.max(1, Math.round(share * count));
    const here: BenchPerson[] = [];
    for (let index = 0; index < size; index += 1) {
      here.push({ id: newId(), login: `l${level}.p${index}`, level });
      supervisors.push(above.length > 0 ? (above[index % above.length]?.id ?? null) : null);
    }
    people.push(...here);
    above = here;
  }
  await pool.query(
    `insert into users (id, login, name, supervisor_id)
     select * from unnest($1::uuid[], $2::text[], $3::text[], $4::uuid[])`,
    [
      people.map((one) => one.id),
      people.map((one) => one.login),
      people.map((one) => `人员 ${one.login}`),
      supervisors,
    ],
  );
  await pool.query(`
    with recursive line as (
      select id as ancestor_id, id as descendant_id, 0 as depth from users
      union all
      select line.ancestor_id, users.id, line.depth + 1 from line join users on users.supervisor_id = line.descendant_id
    )
    insert into reporting_line (ancestor_id, descendant_id, depth) select * from line`);
  return people;
}

type Entries = Record<'segment' | 'region' | 'industry' | 'level', string[]>;

async function loadLists(pool: pg.Pool): Promise<Entries> {
  const sizes = { segment: 5, region: 31, industry: 24, level: 3 };
  const made: Entries = { segment: [], region: [], industry: [], level: [] };
  for (const [list, size] of Object.entries(sizes)) {
    for (let index = 0; index < size; index += 1) {
      const id = newId();
      made[list as keyof Entries].push(id);
      await pool.query('insert into list_entries (id, list, name, position) values ($1, $2, $3, $4)', [
        id,
        list,
        `${list} ${index}`,
        index,
      ]);
    }
  }
  return made;
}

type Source = { names: string[]; owners: BenchPerson[]; entries: Entries; start: number };

function customerOf(index: number, { names, owners, entries, start }: Source) {
  const pick = <T>(from: readonly T[], salt: number): T => from[hash(index, salt) % from.length] as T;
  const name = `${pick(places, 1)}${pick(names, 2)}${pick(trades, 3)}有限公司${index}`;
  const updated = new Date(start - (hash(index, 4) % (700 * 86_400)) * 1000 - (hash(index, 5) % 1000)).toISOString();
  const phone = `1${String(3_000_000_000 + index)}`;
  const owner = pick(owners, 6).id;
  const second = pick(owners, 7).id;
  return {
    id: newId(),
    name,
    normalizedName: normalizeName(name),
    coreName: coreName(name),
    search: searchVector([name], [phone]),
    segment: pick(entries.segment, 8),
    region: pick(entries.region, 9),
    industry: pick(entries.industry, 10),
    level: pick(entries.level, 11),
    owner,
    second: hash(index, 12) % 10 < 3 && second !== owner ? second : null,
    phone,
    updated,
  };
}

async function insertBatch(pool: pg.Pool, rows: ReturnType<typeof customerOf>[]): Promise<void> {
  const column = <K extends keyof (typeof rows)[number]>(key: K) => rows.map((row) => row[key]);
  await pool.query(
    `insert into customers (id, name, normalized_name, core_name, search, segment_id, region_id, industry_id, level_id,
       owner_id, phone, phone_digits, archive_updated_at, created_at, updated_at)
     select t.id, t.name, t.normalized, t.core, t.search::tsvector, t.segment, t.region, t.industry, t.level,
       t.owner, t.phone, t.phone, t.updated, t.updated, t.updated
     from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::uuid[], $7::uuid[], $8::uuid[], $9::uuid[],
       $10::uuid[], $11::text[], $12::timestamptz[])
       as t(id, name, normalized, core, search, segment, region, industry, level, owner, phone, updated)`,
    [
      column('id'),
      column('name'),
      column('normalizedName'),
      column('coreName'),
      column('search'),
      column('segment'),
      column('region'),
      column('industry'),
      column('level'),
      column('owner'),
      column('phone'),
      column('updated'),
    ],
  );
  const members = rows.flatMap((row) => [
    { customer: row.id, person: row.owner, role: 'owner' },
    ...(row.second ? [{ customer: row.id, person: row.second, role: 'technical' }] : []),
  ]);
  await pool.query(
    'insert into customer_team (customer_id, user_id, role) select * from unnest($1::uuid[], $2::uuid[], $3::text[])',
    [members.map((one) => one.customer), members.map((one) => one.person), members.map((one) => one.role)],
  );
}
