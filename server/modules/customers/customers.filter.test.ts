import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listFields } from '../../../contract/customer-lists.ts';
import { filterGroup, filterQuery } from '../../../contract/filters.shapes.ts';
import type { FilterCondition, FilterGroup, FilterNode, FilterType } from '../../../contract/filters.ts';
import { filterOps, nodesOf, periods } from '../../../contract/filters.ts';
import { normalizeName } from '../../platform/text.names.ts';
import { searchVector } from '../../platform/text.ts';
import type { Caller, TestApp, TestPerson } from '../../testing/app.ts';
import { createTestApp } from '../../testing/app.ts';
import { daysOfPeriod, filterMistake } from './customers.filter.rules.ts';

const today = '2026-03-11';
const types = (key: string): FilterType | undefined =>
  Object.hasOwn(listFields, key) ? listFields[key as keyof typeof listFields].type : undefined;

describe('the rules of a filter', () => {
  test('periods move with the day', () => {
    const days = (value: Parameters<typeof daysOfPeriod>[0]) => daysOfPeriod(value, today).join(' ');
    expect(days('thisWeek')).toBe('2026-03-09 2026-03-15');
    expect(days('lastWeek')).toBe('2026-03-02 2026-03-08');
    expect(days('thisMonth')).toBe('2026-03-01 2026-03-31');
    expect(days('lastMonth')).toBe('2026-02-01 2026-02-28');
    expect(days('nextMonth')).toBe('2026-04-01 2026-04-30');
    expect(days('thisQuarter')).toBe('2026-01-01 2026-03-31');
    expect(days('lastQuarter')).toBe('2025-10-01 2025-12-31');
    expect(days('lastYear')).toBe('2025-01-01 2025-12-31');
    expect(days({ last: 1 })).toBe('2026-03-11 2026-03-11');
    expect(days({ last: 30 })).toBe('2026-02-10 2026-03-11');
    expect(days({ next: 7 })).toBe('2026-03-11 2026-03-17');
  });

  test('every period is days in their order, on every day', () => {
    const day = fc
      .date({ min: new Date('1990-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    fc.assert(
      fc.property(day, fc.constantFrom(...periods), (on, period) => {
        const [from, to] = daysOfPeriod(period, on);
        expect(from <= to).toBe(true);
        if (period.startsWith('this') || period === 'today') expect(from <= on && on <= to).toBe(true);
        if (period.startsWith('last')) expect(to < on).toBe(true);
        if (period.startsWith('next')) expect(from > on).toBe(true);
      }),
    );
  });

  test.each([
    ['{', 'filter'],
    [{ all: [] }, 'filter.all'],
    [{ all: [{ field: 'name', op: 'like', value: 'x' }] }, 'filter.all.0.op'],
    [{ all: [{ field: 'name', op: 'is', value: 'x' }], any: [] }, 'filter.all'],
    [{ all: [{ any: [{ field: 'name', op: 'is', value: '' }] }] }, 'filter.all.0.any.0.value'],
    [{ all: [{ all: [{ all: [{ all: [] }] }] }] }, 'filter.all.0.all.0.all.0.field'],
    [{ all: [{ field: 'name', op: 'is', value: 'x', more: 1 }] }, 'filter.all.0.more'],
    [{ all: [{ field: 'lastVisitOn', op: 'within', value: { last: 0 } }] }, 'filter.all.0.value.last'],
    [{ any: Array.from({ length: 51 }, () => ({ field: 'phone', op: 'empty' })) }, 'filter.any'],
  ])('%j is refused at %s', async (filter, path) => {
    const answer = await asLead.call('GET', listPath(filter));
    expect([answer.status, answer.body.code]).toEqual([422, 'common.invalid']);
    expect(answer.body.fields.map((field: { path: string }) => field.path)).toContain(path);
  });

  test.each([
    [{ all: [{ field: 'salary', op: 'is', value: 'x' }] }, 'filter.all.0.field'],
    [
      {
        any: [
          { field: 'phone', op: 'empty' },
          { field: 'phone', op: 'is', value: '1' },
        ],
      },
      'filter.any.1.op',
    ],
    [{ all: [{ field: 'name', op: 'is' }] }, 'filter.all.0.value'],
    [{ all: [{ field: 'name', op: 'empty', value: 'x' }] }, 'filter.all.0.value'],
    [{ all: [{ field: 'segment', op: 'is', value: 'x' }] }, 'filter.all.0.value'],
    [{ all: [{ field: 'segment', op: 'oneOf', value: 'x' }] }, 'filter.all.0.value'],
    [{ all: [{ field: 'lastVisitOn', op: 'is', value: '2026-02-30' }] }, 'filter.all.0.value'],
    [{ all: [{ field: 'lastVisitOn', op: 'between', value: ['2026-03-02', '2026-03-01'] }] }, 'filter.all.0.value'],
    [{ all: [{ field: 'lastVisitOn', op: 'within', value: 'someday' }] }, 'filter.all.0.value'],
    [{ all: [{ field: 'lastVisitOn', op: 'within', value: 'valueOf' }] }, 'filter.all.0.value'],
    [{ all: [{ field: 'employees', op: 'between', value: [1] }] }, 'filter.all.0.value'],
    [{ all: [{ field: 'constructor', op: 'is', value: 'x' }] }, 'filter.all.0.field'],
  ] as [FilterGroup, string][])('%j cannot be asked, at %s', async (filter, path) => {
    expect(filterMistake(filter, types)?.path).toBe(path);
    const answer = await asLead.call('GET', listPath(filter));
    expect([answer.status, answer.body.fields[0].path]).toEqual([422, path]);
  });

  test('whatever comes is a filter or a fault at a place in it', () => {
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), anyFilter), (given) => {
        const parsed = filterQuery.safeParse(JSON.stringify(given));
        if (!parsed.success) return;
        const mistake = filterMistake(parsed.data, types);
        if (mistake) expect(mistake.path).toMatch(/^filter\.(all|any)\.\d+/);
        expect(filterGroup.parse(parsed.data)).toEqual(parsed.data);
      }),
    );
  });
});

const scalar = fc.oneof(
  fc.constantFrom('x', '2026-03-01', 'thisWeek', 'toString'),
  fc.integer({ min: -5, max: 5 }),
  fc.boolean(),
  fc.uuid(),
);
const anyCondition = fc.record(
  {
    field: fc.constantFrom(...Object.keys(listFields), 'other'),
    op: fc.constantFrom(...new Set(Object.values(filterOps).flat())),
    value: fc.oneof(scalar, fc.array(scalar, { maxLength: 3 }), fc.constant({ last: 3 })),
  },
  { requiredKeys: ['field', 'op'] },
);
const anyFilter = fc.letrec((tie) => ({
  node: fc.oneof({ maxDepth: 3 }, anyCondition, tie('group')),
  group: fc.oneof(
    fc.record({ all: fc.array(tie('node'), { maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('node'), { maxLength: 3 }) }),
  ),
})).group;

/* What the database answers, against the same filter evaluated one customer after the other. */

type Made = {
  id: string;
  name: string;
  segment: string | null;
  region: string | null;
  owner: string;
  team: string[];
  parent: string | null;
  phone: string | null;
  website: string | null;
  address: string[];
  employees: number | null;
  lastVisitOn: string | null;
  nextStepOn: string | null;
  updatedAt: string;
};

let app: TestApp;
let lead: TestPerson;
let people: TestPerson[];
let asLead: Caller;
let asRep: Caller;
const made: Made[] = [];
const segments: string[] = [];
const regions: string[] = [];

const listPath = (filter: unknown, more = '') =>
  `/api/customers?limit=200&filter=${encodeURIComponent(typeof filter === 'string' ? filter : JSON.stringify(filter))}${more}`;

beforeAll(async () => {
  app = await createTestApp({ now: () => new Date(`${today}T04:00:00Z`) });
  const chair = await app.person({ roles: ['manager'] });
  lead = await app.person({ roles: ['manager'], supervisor: chair });
  const reps = [await app.person({ supervisor: lead }), await app.person({ supervisor: lead })];
  const outsider = await app.person({ supervisor: chair });
  people = [lead, ...reps, outsider];
  await fill();
  asLead = await app.as(lead);
  asRep = await app.as(reps[0] as TestPerson);
});
afterAll(() => app.stop());

/** Eighty customers of few values, so that every condition finds some, with ties and empty ones. */
async function fill(): Promise<void> {
  const { pool } = app.runtime;
  for (const [ids, list] of [
    [segments, 'segment'],
    [regions, 'region'],
  ] as const) {
    for (let index = 0; index < 3; index += 1) {
      const id = fc.sample(fc.uuid(), 1)[0] as string;
      ids.push(id);
      await pool.query('insert into list_entries (id, list, name) values ($1, $2, $3)', [id, list, `${list} ${index}`]);
    }
  }
  let seed = 7;
  const below = (count: number) => {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
    return (seed >>> 8) % count;
  };
  const maybe = <T>(values: readonly T[]): T | null => (below(4) === 0 ? null : (values[below(values.length)] as T));
  const day = () => maybe([1, 4, 9, 10, 11, 12, 20, 28].map((date) => `2026-03-${String(date).padStart(2, '0')}`));
  for (let index = 0; index < 80; index += 1) {
    const owner = people[below(4)] as TestPerson;
    const member = below(3) === 0 ? people[below(4)] : undefined;
    made.push({
      id: `00000000-0000-4000-8000-${String(below(900)).padStart(4, '0')}${String(index).padStart(8, '0')}`,
      name: `${['华东', '华南', 'Hua ', '（华）'][below(4)]}${['化工', '电缆', 'Works_', '100%'][below(4)]}${index}`,
      segment: maybe(segments),
      region: maybe(regions),
      owner: owner.id,
      team: [...new Set([owner.id, ...(member ? [member.id] : [])])],
      parent: index > 10 ? maybe(made.slice(0, 6).map((one) => one.id)) : null,
      phone: below(2) === 0 ? `1380000${String(index).padStart(4, '0')}` : null,
      website: maybe(['www.a.cn', 'WWW.B.cn', '50%_off']),
      address: [[], ['苏州工业园区'], ['上海市浦东', '苏州']][below(3)] as string[],
      employees: maybe([0, 10, 10, 250]),
      lastVisitOn: day(),
      nextStepOn: day(),
      // Around midnight of the company, which is 16:00 in UTC.
      updatedAt: `2026-03-${String(9 + below(4)).padStart(2, '0')}T${['15:59:59', '16:00:00', '02:00:00'][below(3)]}.000Z`,
    });
  }
  for (const one of made) {
    await pool.query(
      `insert into customers (id, name, normalized_name, core_name, segment_id, region_id, owner_id, parent_id, phone,
         website, addresses, employees, last_visit_on, next_step_on, search, archive_updated_at, created_at, updated_at)
       values ($1, $2, $3, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $15, $15)`,
      [
        one.id,
        one.name,
        normalizeName(one.name),
        one.segment,
        one.region,
        one.owner,
        one.parent,
        one.phone,
        one.website,
        JSON.stringify(one.address.map((text) => ({ kind: 'office', text }))),
        one.employees,
        one.lastVisitOn,
        one.nextStepOn,
        searchVector([one.name]),
        one.updatedAt,
      ],
    );
    for (const person of one.team) {
      await pool.query('insert into customer_team (customer_id, user_id, role) values ($1, $2, $3)', [
        one.id,
        person,
        person === one.owner ? 'owner' : 'sales',
      ]);
    }
  }
  await pool.query('analyze customers');
}

const line = () => people.slice(0, 3).map((person) => person.id);
const seenByLead = () => made.filter((one) => one.team.some((id) => line().includes(id)));
const localDay = (instant: string) => new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 10);

function holds(one: Made, node: FilterNode): boolean {
  if ('field' in node) return holdsCondition(one, node);
  const parts = nodesOf(node).map((part) => holds(one, part));
  return 'all' in node ? parts.every(Boolean) : parts.some(Boolean);
}

const opposite: Record<string, FilterCondition['op']> = {
  isNot: 'is',
  noneOf: 'oneOf',
  notContains: 'contains',
  notWithin: 'within',
};

function holdsCondition(one: Made, condition: FilterCondition): boolean {
  const plain = opposite[condition.op];
  if (plain) return !holdsCondition(one, { ...condition, op: plain });
  const values = valuesOf(one, condition.field);
  const { op, value } = condition;
  if (op === 'empty') return values.length === 0;
  if (op === 'filled') return values.length > 0;
  return values.some((has) => compares(condition.field, has, op, value));
}

function valuesOf(one: Made, field: string): (string | number)[] {
  const seen = (id: string | null) => seenByLead().some((other) => other.id === id);
  const of: Record<string, string | number | null | string[]> = {
    ...one,
    name: normalizeName(one.name),
    updatedAt: localDay(one.updatedAt),
    parent: seen(one.parent) ? one.parent : null,
  };
  const value = of[field] ?? null;
  return Array.isArray(value) ? value : value === null ? [] : [value];
}

function compares(field: string, has: string | number, op: string, value: FilterCondition['value']): boolean {
  const fold = (text: unknown) => (field === 'name' ? normalizeName(String(text)) : String(text).toLowerCase());
  const [from, to] = Array.isArray(value) ? value : [value, value];
  if (op === 'me') return has === lead.id;
  if (op === 'myTeam') return line().includes(String(has));
  if (op === 'oneOf') return Array.isArray(value) && value.includes(has);
  if (op === 'contains') return fold(value) !== '' && fold(has).includes(fold(value));
  if (op === 'beginsWith') return fold(value) !== '' && fold(has).startsWith(fold(value));
  if (op === 'before') return has < (value as string);
  if (op === 'after') return has > (value as string);
  if (op === 'atLeast') return Number(has) >= Number(value);
  if (op === 'atMost') return Number(has) <= Number(value);
  if (op === 'between') return has >= (from as string) && has <= (to as string);
  if (op === 'within' && value !== undefined) {
    const [first, last] = daysOfPeriod(value, today);
    return has >= first && has <= last;
  }
  return typeof has === 'number' ? has === value : fold(has) === fold(value);
}

function conditions(): fc.Arbitrary<FilterCondition> {
  const ids = people.map((person) => person.id);
  const day = fc.constantFrom('2026-03-01', '2026-03-10', '2026-03-11', '2026-03-20');
  const values: Record<string, fc.Arbitrary<string | number>> = {
    name: fc.constantFrom('华', '华东', '东化', 'hua', 'Works_1', '%', '100%', '华南电缆'),
    website: fc.constantFrom('a', 'www', '%', '_', 'www.b.cn'),
    address: fc.constantFrom('苏州', '浦东', '苏州工业园区', '%'),
    segment: fc.constantFrom(...segments),
    region: fc.constantFrom(...regions),
    owner: fc.constantFrom(...ids),
    team: fc.constantFrom(...ids),
    parent: fc.constantFrom(...made.slice(0, 6).map((one) => one.id)),
    employees: fc.constantFrom(0, 10, 100, 250),
    lastVisitOn: day,
    nextStepOn: day,
    updatedAt: day,
    phone: fc.constant('x'),
  };
  const period = fc.oneof(fc.constantFrom(...periods), fc.constantFrom({ last: 3 }, { next: 10 }));
  return fc.constantFrom(...Object.keys(values)).chain((field) => {
    const one = values[field] as fc.Arbitrary<string | number>;
    return fc.constantFrom(...filterOps[types(field) as FilterType]).chain((op): fc.Arbitrary<FilterCondition> => {
      if (['empty', 'filled', 'me', 'myTeam'].includes(op)) return fc.constant({ field, op });
      if (op === 'oneOf' || op === 'noneOf')
        return fc.array(one, { minLength: 1, maxLength: 3 }).map((value) => ({ field, op, value }));
      if (op === 'within' || op === 'notWithin') return period.map((value) => ({ field, op, value }));
      if (op === 'between')
        return fc.tuple(one, one).map((pair) => ({ field, op, value: pair.sort((a, b) => (a < b ? -1 : 1)) }));
      return one.map((value) => ({ field, op, value }));
    });
  });
}

function filters(): fc.Arbitrary<FilterGroup> {
  const group = (node: fc.Arbitrary<FilterNode>): fc.Arbitrary<FilterGroup> => {
    const nodes = fc.array(node, { minLength: 1, maxLength: 3 });
    return fc.oneof(
      nodes.map((all) => ({ all })),
      nodes.map((any) => ({ any })),
    );
  };
  const leaf = conditions();
  return group(fc.oneof({ weight: 3, arbitrary: leaf }, { weight: 1, arbitrary: group(leaf) }));
}

describe('the database', () => {
  test('finds what the filter says, and counts and groups the same', async () => {
    await fc.assert(
      fc.asyncProperty(filters(), fc.constantFrom('segment', 'region', 'owner'), async (filter, by) => {
        const expected = seenByLead().filter((one) => holds(one, filter));
        const answer = await asLead.call('GET', listPath(filter));
        expect(answer.status).toBe(200);
        const found = answer.body.items.map((item: Made) => item.id).sort();
        expect(found).toEqual(expected.map((one) => one.id).sort());
        const asked = `filter=${encodeURIComponent(JSON.stringify(filter))}`;
        const count = await asLead.call('GET', `/api/customers/count?${asked}`);
        expect(count.body.count).toBe(expected.length);
        const groups = await asLead.call('GET', `/api/customers/groups?by=${by}&${asked}`);
        const sizes = new Map<string | null, number>();
        for (const one of expected) {
          const key = one[by as 'segment'];
          sizes.set(key, (sizes.get(key) ?? 0) + 1);
        }
        const pairs = groups.body.items.map((item: { key: string | null; count: number }) => [item.key, item.count]);
        expect(new Map(pairs)).toEqual(sizes);
      }),
      { numRuns: 80 },
    );
  }, 60_000);

  test.each(['lastVisitOn', 'employees', 'name', 'updatedAt', 'nextStepOn'])(
    'pages by %s are exact with ties and empty ones, both ways',
    async (sort) => {
      for (const order of ['asc', 'desc']) {
        for (const filter of [
          undefined,
          {
            any: [
              { field: 'segment', op: 'empty' },
              { field: 'phone', op: 'filled' },
            ],
          },
        ]) {
          const asked = `sort=${sort}&order=${order}${filter ? `&filter=${encodeURIComponent(JSON.stringify(filter))}` : ''}`;
          const whole = (await asLead.call('GET', `/api/customers?limit=200&${asked}`)).body.items;
          const values = whole
            .map((item: Record<string, unknown>) => item[sort])
            .filter((value: unknown) => value != null);
          const filled = sort === 'employees' || sort === 'name' ? values : [...values].sort();
          if (order === 'desc' && sort !== 'employees' && sort !== 'name') filled.reverse();
          if (sort !== 'employees') expect(values).toEqual(filled);
          const paged: string[] = [];
          for (let cursor: string | null = ''; cursor !== null; ) {
            const page = await asLead.call(
              'GET',
              `/api/customers?limit=7&${asked}${cursor ? `&cursor=${cursor}` : ''}`,
            );
            expect(page.status).toBe(200);
            paged.push(...page.body.items.map((item: Made) => item.id));
            cursor = page.body.nextCursor;
          }
          expect(paged).toEqual(whole.map((item: Made) => item.id));
        }
      }
    },
  );

  test('columns that are asked for come with the rows, a parent only when it is seen', async () => {
    const answer = await asRep.call(
      'GET',
      '/api/customers?limit=200&columns[0]=parent&columns[1]=employees&columns[2]=address',
    );
    const seen = new Set(answer.body.items.map((item: Made) => item.id));
    for (const item of answer.body.items) {
      const one = made.find(({ id }) => id === item.id) as Made;
      expect(item.more.employees).toBe(one.employees);
      expect(item.more.address).toBe(one.address[0] ?? null);
      expect(item.more.parent?.id ?? null).toBe(one.parent && seen.has(one.parent) ? one.parent : null);
    }
    expect((await asRep.call('GET', '/api/customers?columns[0]=search')).status).toBe(422);
  });

  test('a parent that is not seen is not found out by filtering', async () => {
    const seen = new Set((await asRep.call('GET', '/api/customers?limit=200')).body.items.map((item: Made) => item.id));
    const child = made.find((one) => seen.has(one.id) && one.parent && !seen.has(one.parent));
    expect(child).toBeDefined();
    for (const op of ['is', 'filled'] as const) {
      const condition = { field: 'parent', op, ...(op === 'is' ? { value: child?.parent } : {}) };
      const answer = await asRep.call('GET', listPath({ all: [condition] }));
      expect(answer.body.items.map((item: Made) => item.id)).not.toContain(child?.id);
    }
  });

  test('nobody who is not signed in', async () => {
    expect((await app.anonymous.call('GET', '/api/customers/groups?by=segment')).status).toBe(401);
    expect((await asLead.call('GET', '/api/customers/groups?by=name')).status).toBe(422);
  });
});
