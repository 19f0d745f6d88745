import { expect, test } from 'vitest';
import { texts } from '../../../../contract/texts/zh-CN/index.ts';
import type { Assignee, Condition } from '../../../../contract/workflows.definition.ts';
import type { FormField } from '../../../../contract/workflows.forms.ts';
import type { T } from '../../lib/texts.ts';
import { compared, comparisonsOf, conditionOf, groupOf, lacksValue } from './conditions.ts';
import type { Words } from './words.ts';
import { assigneeWords, conditionWords } from './words.ts';

const said = (key: string, params: Record<string, unknown> = {}) => {
  const text = key.split('.').reduce<unknown>((at, part) => (at as Record<string, unknown>)[part], texts);
  return String(text).replace(/\{\{(\w+)\}\}/g, (_whole, name: string) => String(params[name]));
};

const fields: FormField[] = [
  { key: 'amount', label: '金额', type: 'money', required: true },
  {
    key: 'kind',
    label: '类别',
    type: 'choice',
    required: false,
    choices: [
      { key: 'a', label: '差旅' },
      { key: 'b', label: '招待' },
    ],
  },
  { key: 'who', label: '同行人', type: 'person', required: false },
];
const words: Words = {
  t: said as unknown as T,
  fields,
  nameOf: (id) => ({ p1: '王芳', p2: '李伟', r1: '财务' })[id],
  list: (all) => all.join('、'),
  amount: (value) => Number(value).toLocaleString('zh-CN'),
};

test.each<[Condition, string]>([
  [{ field: 'amount', is: 'atLeast', value: '10000' }, '金额 ≥ 10,000'],
  [{ field: 'kind', is: 'oneOf', value: ['a', 'b'] }, '类别是差旅、招待'],
  [{ field: 'who', is: 'noneOf', value: ['p1', 'p9'] }, '同行人不是王芳、已不存在'],
  [{ field: 'who', is: 'empty' }, '同行人没有填'],
  [{ field: 'gone', is: 'filled' }, '已不存在已填'],
  [{ field: 'amount', is: 'less', value: '' }, '金额 < 未设置'],
  [{ all: [] }, ''],
  [
    {
      all: [
        { field: 'amount', is: 'more', value: '5' },
        { any: [{ field: 'who', is: 'filled' }, { not: { field: 'kind', is: 'oneOf', value: ['a'] } }] },
      ],
    },
    '金额 > 5 且 （同行人已填 或 不满足（类别是差旅））',
  ],
])('a condition in words: %j', (condition, expected) => {
  expect(conditionWords(condition, words)).toBe(expected);
});

test.each<[Assignee, string]>([
  [{ by: 'supervisor', levels: 1 }, '直接上级'],
  [{ by: 'supervisor', levels: 3, each: true }, '逐级上级，到第 3 级'],
  [{ by: 'people', personIds: ['p1', 'p2'] }, '王芳、李伟'],
  [{ by: 'people', personIds: ['p1', 'p2', 'p1', 'p2'] }, '王芳、李伟、王芳等 4 人'],
  [{ by: 'people', personIds: [] }, '未设置'],
  [{ by: 'role', roleId: 'r1' }, '角色：财务'],
  [{ by: 'role', roleId: '' }, '角色：未设置'],
  [{ by: 'field', field: 'who' }, '表单里的“同行人”'],
  [{ by: 'departmentHead', levels: 0 }, '部门负责人'],
  [{ by: 'starterChoice', most: 2 }, '发起人自选，最多 2 人'],
])('who gets it, in words: %j', (assignee, expected) => {
  expect(assigneeWords(assignee, words)).toBe(expected);
});

test('groups mean the conditions that they were made of', () => {
  const condition: Condition = {
    any: [
      { field: 'amount', is: 'more', value: '5' },
      { not: { any: [{ field: 'who', is: 'filled' }] } },
      { not: { all: [{ field: 'who', is: 'filled' }] } },
    ],
  };
  expect(groupOf(condition)).toMatchObject({
    kind: 'any',
    items: [{ field: 'amount' }, { kind: 'none' }, { kind: 'notAll' }],
  });
  expect(conditionOf(groupOf(condition))).toEqual(condition);
  expect(conditionOf(groupOf({ field: 'who', is: 'filled' }))).toEqual({ all: [{ field: 'who', is: 'filled' }] });
});

test('a comparison keeps as much of its value as fits', () => {
  expect(compared('kind', 'oneOf', 'a')).toEqual({ field: 'kind', is: 'oneOf', value: ['a'] });
  expect(compared('kind', 'equal', ['a', 'b'])).toEqual({ field: 'kind', is: 'equal', value: 'a' });
  expect(compared('kind', 'empty', ['a'])).toEqual({ field: 'kind', is: 'empty' });
  expect(lacksValue(compared('kind', 'oneOf', undefined))).toBe(true);
  expect(lacksValue({ field: 'amount', is: 'equal', value: 0 })).toBe(false);
  expect(comparisonsOf('explanation')).toEqual([]);
});
