import { describe, expect, test } from 'vitest';
import { headingRow, mappingMistake, recognise } from './transfers.columns.rules.ts';
import type { Kin } from './transfers.customers.rules.ts';
import { duplicateFinder, parentMistakes, readCustomer } from './transfers.customers.rules.ts';
import type { Colleague, PersonRow } from './transfers.people.rules.ts';
import { loginFor, planPeople, readPerson } from './transfers.people.rules.ts';
import { numberOf } from './transfers.values.rules.ts';

describe('columns', () => {
  test('are recognised in Chinese and English, each field once', () => {
    expect(
      recognise('customers', [
        'account',
        'sector',
        'year_established',
        'revenue',
        'employees',
        'office_location',
        'subsidiary_of',
      ]),
    ).toEqual({ name: 0, industry: 1, foundedYear: 2, annualRevenue: 3, employees: 4, region: 5, parent: 6 });
    expect(recognise('people', ['sales_agent', 'manager', 'regional_office'])).toEqual({
      name: 0,
      supervisor: 1,
      department: 2,
    });
    expect(recognise('customers', ['客户名称 ', '年营业额（万元）', '联系人', '手机', '公司', '?'])).toEqual({
      name: 0,
      annualRevenue: 1,
      contactName: 2,
      contactPhone: 3,
    });
    expect(recognise('people', ['姓名', '直屬主管', 'E-Mail', '部門'])).toEqual({
      name: 0,
      supervisor: 1,
      email: 2,
      department: 3,
    });
  });

  test('the heading is the row that tells most, in a file with a title above it', () => {
    expect(headingRow('customers', [['客户清单'], ['2026'], ['名称', '行业'], ['永晟', '化工']])).toBe(2);
    expect(
      headingRow('customers', [
        ['a', 'b'],
        ['c', 'd'],
      ]),
    ).toBe(0);
    expect(headingRow('customers', [['名称'], ['名称']])).toBe(0);
  });

  test('a mapping names fields and columns that there are', () => {
    expect(mappingMistake('people', { name: 0, post: 1 }, 2)).toBeNull();
    expect(mappingMistake('people', { name: 0, segment: 1 }, 2)).toBe('segment');
    expect(mappingMistake('people', { name: 2 }, 2)).toBe('name');
  });
});

test.each([
  ['1100.04', 1100.04],
  ['1,100.04', 1100.04],
  ['￥500万', 5_000_000],
  ['1.2亿元', 120_000_000],
  [' 2,822 人', 2822],
  ['１９９６年', 1996],
  ['-5', -5],
  ['0.1万', 1000],
  ['1,2', null],
  ['1e9', null],
  ['12-13', null],
  ['约100', null],
])('numberOf(%j) = %j', (text, expected) => {
  expect(numberOf(text)).toBe(expected);
});

describe('rows of customers', () => {
  const columns = { name: 0, foundedYear: 1, annualRevenue: 2, creditCode: 3, contactName: 4, contactTitle: 5 };
  const read = (...cells: string[]) => readCustomer(1, cells, columns);

  test('what is right is read, what is wrong is named with its value', () => {
    expect(read('Acme', '1996', '1100.04', '91320500ma1kkkkk00', '王总', '总经理')).toMatchObject({
      name: 'Acme',
      foundedYear: 1996,
      annualRevenue: '1100.04',
      creditCode: '91320500MA1KKKKK00',
      contact: { name: '王总', title: '总经理', phone: null },
      errors: [],
    });
    expect(read('', '19x6', 'much', '123', '', '总经理').errors).toEqual([
      { field: 'name', code: 'required', value: '' },
      { field: 'creditCode', code: 'format', value: '123' },
      { field: 'foundedYear', code: 'format', value: '19x6' },
      { field: 'annualRevenue', code: 'format', value: 'much' },
      { field: 'contactName', code: 'required', value: '' },
    ]);
    expect(read('…', '3000').errors.map(({ field, code }) => [field, code])).toEqual([
      ['name', 'format'],
      ['foundedYear', 'tooBig'],
    ]);
    expect(read('x'.repeat(201)).errors).toEqual([{ field: 'name', code: 'tooLong', value: 'x'.repeat(200) }]);
  });

  test('the second of the same name or code is a duplicate; a telephone may be shared', () => {
    const find = duplicateFinder();
    const row = (name: string, phone = '') => readCustomer(1, [name, phone], { name: 0, phone: 1 });
    expect(find(row('Acme Corp.', '0512-66668888'))).toEqual([]);
    expect(find(row('ACME corp'))).toEqual([{ field: 'name', code: 'duplicate', value: 'ACME corp' }]);
    expect(find(row('Other', '0512 6666 8888'))).toEqual([]);
  });

  test('a parent is in the file or known; circles and what hangs on them fall out', () => {
    const kin = (row: number, name: string, parent: string | null, outcome: Kin['outcome'] = 'create'): Kin => ({
      row,
      name,
      parent,
      outcome,
    });
    const rows = [
      kin(1, 'a', 'b'),
      kin(2, 'b', null),
      kin(3, 'c', 'known'),
      kin(4, 'd', 'nowhere'),
      kin(5, 'e', 'd'),
      kin(6, 'f', 'g'),
      kin(7, 'g', 'f'),
      kin(8, 'h', 'f'),
      kin(9, 'i', 'i'),
      kin(10, 'j', 'bad'),
      kin(11, 'bad', null, 'error'),
    ];
    expect([...parentMistakes(rows, new Set(['known']))].sort(([one], [other]) => one - other)).toEqual([
      [4, 'notFound'],
      [5, 'notFound'],
      [6, 'cycle'],
      [7, 'cycle'],
      [8, 'notFound'],
      [9, 'cycle'],
      [10, 'notFound'],
    ]);
  });
});

describe('logins', () => {
  test.each([
    ['Anna Snelling', 'anna.snelling'],
    ['Mei-Mei Johns', 'mei-mei.johns'],
    ["Seán O'Neill", 'sean.oneill'],
    ['José Núñez', 'jose.nunez'],
    ['张伟', '张伟'],
    ['が ガ', 'が.ガ'],
    ['王', '王1'],
    ['!!', 'user'],
    ['ＡＢ', 'ab'],
  ])('%s → %s', (name, login) => {
    expect(loginFor(name, new Set())).toBe(login);
  });

  test('a taken one gets the first free number', () => {
    expect(loginFor('张伟', new Set(['张伟', '张伟2']))).toBe('张伟3');
    expect(loginFor('王', new Set(['王1']))).toBe('王2');
  });
});

describe('people and their line', () => {
  let number = 0;
  const row = (name: string, supervisor: string | null = null, more: Partial<PersonRow> = {}): PersonRow => {
    number += 1;
    return { ...readPerson(number, [name], { name: 0 }), supervisor, ...more };
  };
  const colleague = (name: string, more: Partial<Colleague> = {}): Colleague => ({
    id: `id of ${name}`,
    login: name.toLowerCase(),
    name,
    department: null,
    active: true,
    ...more,
  });
  const plan = (rows: PersonRow[], colleagues: Colleague[] = []) => {
    const { newcomers, known, errors } = planPeople(rows, colleagues);
    const nameOf = new Map(rows.map((one) => [one.row, one.name]));
    return {
      people: newcomers.map(
        ({ name, supervisor, role }) =>
          `${name} ${role} < ${supervisor ? ('id' in supervisor ? supervisor.id : supervisor.newcomer.name) : '-'}`,
      ),
      known: [...known].map(([at, id]) => [nameOf.get(at), id]),
      errors: [...errors].map(([at, found]) => [nameOf.get(at), found[0]?.code]),
      newcomers,
    };
  };

  test('supervisors come first, wherever they stand in the file; who has people below is a manager', () => {
    const { people } = plan([row('c', 'b'), row('b', 'a'), row('a'), row('d', 'b')]);
    expect(people).toEqual(['a manager < -', 'b manager < a', 'c salesperson < b', 'd salesperson < b']);
  });

  test('one who is only named becomes a person, in the department of most of those below', () => {
    const office = (department: string) => ({ department });
    const { newcomers } = plan([
      row('a', 'Boss', office('East')),
      row('b', 'boss', office('West')),
      row('c', 'Boss', office('West')),
    ]);
    expect(newcomers[0]).toMatchObject({ row: null, name: 'Boss', login: 'boss', department: 'West', role: 'manager' });
    expect(newcomers).toHaveLength(4);
  });

  test('who is there already is skipped and can be a supervisor, by login or name', () => {
    const there = [colleague('Old'), colleague('Gone', { active: false })];
    const { people, known } = plan([row('old'), row('a', 'OLD'), row('b', 'old'), row('c', 'Gone')], there);
    expect(known).toEqual([['old', 'id of Old']]);
    expect(people).toEqual([
      'a salesperson < id of Old',
      'b salesperson < id of Old',
      'Gone manager < -',
      'c salesperson < Gone',
    ]);
  });

  test('the same name in another department is somebody else and gets another login', () => {
    const there = [colleague('张伟', { department: '华东' })];
    const { newcomers, known } = plan(
      [row('张伟', null, { department: '华东' }), row('张伟', null, { department: '华南' })],
      there,
    );
    expect(known).toHaveLength(1);
    expect(newcomers).toMatchObject([{ login: '张伟2', department: '华南' }]);
  });

  test('twice the same, circles, ambiguous names, wrong rows and what hangs on them fall out', () => {
    const { people, errors } = plan(
      [
        row('a'),
        row('a'),
        row('b', 'c'),
        row('c', 'b'),
        row('d', 'c'),
        row('e', 'twin'),
        row('f', 'f'),
        row('g', null, { login: 'taken' }),
        row('h', null, { login: 'x1' }),
        row('i', null, { login: 'x1' }),
        row('bad', null, { errors: [{ field: 'email', code: 'format', value: '' }] }),
        row('j', 'bad'),
      ],
      [
        colleague('Twin', { id: '1', login: 't1' }),
        colleague('Twin', { id: '2', login: 't2' }),
        colleague('Left', { login: 'taken', active: false }),
      ],
    );
    expect(people).toEqual(['a salesperson < -', 'h salesperson < -']);
    expect(errors.sort()).toEqual(
      [
        ['a', 'duplicate'],
        ['b', 'cycle'],
        ['c', 'cycle'],
        ['d', 'notFound'],
        ['e', 'ambiguous'],
        ['f', 'cycle'],
        ['g', 'taken'],
        ['i', 'duplicate'],
        ['bad', 'format'],
        ['j', 'notFound'],
      ].sort(),
    );
  });

  test('a line of 20,000 in one file is no trouble', () => {
    const rows = Array.from({ length: 20_000 }, (_, index) => row(`p${index}`, index > 0 ? `p${index - 1}` : null));
    const started = performance.now();
    expect(plan(rows.reverse()).people).toHaveLength(20_000);
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

test('columns of own fields are recognised by their labels, one called like a built-in field behind it', () => {
  const own = [
    { key: 'own.a', label: '主要 原料' },
    { key: 'own.b', label: '级别' },
    { key: 'own.c', label: '备注（内部）' },
  ];
  expect(recognise('customers', ['客户名称', '级别', '主要原料', '级别', '备注（内部）', '备注'], own)).toEqual({
    name: 0,
    level: 1,
    'own.a': 2,
    'own.b': 3,
    'own.c': 4,
    description: 5,
  });
  expect(mappingMistake('customers', { name: 0, 'own.b': 1 }, 2, own)).toBeNull();
  expect(mappingMistake('customers', { name: 0, 'own.z': 1 }, 2, own)).toBe('own.z');
});
