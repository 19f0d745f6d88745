import { expect, test } from 'vitest';
import type { WorkflowContent } from '../../../../contract/workflows.design.ts';
import type { FormField, PlainField, TableField } from '../../../../contract/workflows.forms.ts';
import { beginWith } from './drawn.ts';
import { copyField, movedField, newField, retyped, usesOf, withoutField } from './form-edits.ts';
import { formulaNames, formulaProblem } from './formula-names.ts';
import { firstContent, freeName, newNode } from './fresh.ts';
import { begun, changed, redone, undone } from './history.ts';
import { blanksOf } from './unfinished.ts';

const names = { field: '字段', choice: (place: number) => `选项 ${place}`, column: '列 1' };
const text = (key: string, more: Partial<PlainField> = {}): PlainField => ({
  ...{ key, label: key, type: 'text', required: false },
  ...more,
});

test('what was drawn comes back, and typing is undone as a word', () => {
  const one = changed(begun('a'), 'b', null, 0);
  const typed = changed(changed(one, 'bc', 'name', 100), 'bcd', 'name', 900);
  expect(undone(typed).now).toBe('b');
  expect(undone(undone(typed)).now).toBe('a');
  expect(redone(undone(typed)).now).toBe('bcd');
  expect(undone(changed(typed, 'bcde', 'name', 9000)).now).toBe('bcd');
  expect(changed(undone(typed), 'x', null, 0).future).toEqual([]);
  expect(undone(begun('a')).now).toBe('a');
  expect(redone(begun('a')).now).toBe('a');
});

test('what is still blank is named', () => {
  const content = firstContent('审批');
  expect(blanksOf(content)).toEqual([]);
  const branches = { branch: String, otherwise: 'else' };
  const condition = newNode('condition', '条件', branches);
  const child = newNode('child', ' ', branches);
  const people = { ...newNode('approval', 'x', branches), assignee: { by: 'people', personIds: [] } };
  const blank = {
    ...content,
    definition: { ...content.definition, nodes: [condition, child, people] },
    form: {
      fields: [newField('formula', names), { ...newField('choice', names), label: '' }],
      templates: [{ key: 't', name: '', values: {} }],
    },
  } as WorkflowContent;
  expect(blanksOf(blank).map(({ code }) => code)).toEqual([
    'condition',
    'name',
    'child',
    'people',
    'formula',
    'label',
    'template',
  ]);
});

test('a field keeps what its other type knows of', () => {
  const choice = newField('choice', names) as PlainField;
  expect(choice.choices).toHaveLength(2);
  const many = retyped(choice, 'multiChoice', names.choice);
  expect(many).toMatchObject({ key: choice.key, choices: choice.choices });
  expect(retyped(many, 'text', names.choice).choices).toBeUndefined();
  expect(retyped(text('n', { type: 'number', min: 1, max: 5 }), 'money', names.choice)).toMatchObject({
    min: 1,
    max: 5,
  });
  expect(retyped(text('n', { type: 'number', max: 5 }), 'text', names.choice).max).toBeUndefined();
});

test('a copied table computes with its own columns', () => {
  const table: TableField = {
    key: 't',
    label: 'T',
    type: 'table',
    required: false,
    columns: [
      { ...text('price', { type: 'money' }), sum: false },
      { ...text('total', { type: 'formula', formula: '{price} * {rate}' }), sum: true },
    ],
  };
  const copied = copyField(table, 'U') as TableField;
  expect(copied.key).not.toBe('t');
  expect(copied.columns[1]?.formula).toBe(`{${copied.columns[0]?.key}} * {rate}`);
  expect(movedField([table, text('a')], 'a', 0).map(({ key }) => key)).toEqual(['a', 't']);
  expect(movedField([table], 't', 3)).toEqual([table]);
});

test('a field goes with its rights and what templates hold of it; who asks for it is told', () => {
  const first = firstContent('审批');
  const node = { ...first.definition.nodes[0], fields: { amount: 'edit' }, assignee: { by: 'field', field: 'amount' } };
  const content = {
    ...first,
    definition: { ...first.definition, nodes: [node], fields: { amount: 'read', b: 'read' } },
    form: {
      fields: [text('amount'), text('double', { type: 'formula', formula: '{amount} * 2' })],
      templates: [{ key: 't', name: 'T', values: { amount: 'x', b: 'y' } }],
    },
  } as unknown as WorkflowContent;
  expect(usesOf(content, 'amount')).toEqual(['审批', 'double']);
  const without = withoutField(content, 'amount');
  expect(without.definition.fields).toEqual({ b: 'read' });
  expect(without.definition.nodes[0]).toMatchObject({ fields: {} });
  expect(without.form.templates[0]?.values).toEqual({ b: 'y' });
});

test('what can stand in a formula, and what is wrong with one', () => {
  const labels = {
    from: (name: string) => `${name}：开始`,
    until: (name: string) => `${name}：结束`,
    sum: (table: string, column: string) => `${table}：${column}合计`,
  };
  const column = { ...text('price', { type: 'money', label: '单价' }), sum: true };
  const own = { ...text('total', { type: 'formula' }), sum: true };
  const fields: FormField[] = [
    text('days', { type: 'dateRange', label: '日期' }),
    text('rate', { type: 'number', label: '单价' }),
    text('note', { type: 'longText' }),
    { key: 't', label: '明细', type: 'table', required: false, columns: [column, own] },
  ];
  const whole = formulaNames(fields, text('f', { type: 'formula' }), undefined, labels);
  expect([...whole.keys()]).toEqual(['days.from', 'days.until', 'rate', 't.price', 't.total']);
  const row = formulaNames(fields, own, 't', labels);
  expect([...row.keys()]).toEqual(['price', 'days.from', 'days.until']);
  expect(formulaProblem('{rate} * 2', whole)).toBeNull();
  expect(formulaProblem('', whole)).toBeNull();
  expect(formulaProblem('{gone} * 2', whole)).toEqual({ unknown: 'gone' });
  expect(formulaProblem('{rate} *', whole)).toMatchObject({ code: 'formulaSyntax' });
});

test('what was not saved goes on; upon an older version the server will say so', () => {
  const content = firstContent('审批');
  const owner = { id: 'o', name: 'O', post: null };
  const detail = { name: 'N', family: 'plan', owner, draft: content, version: 3 } as Parameters<typeof beginWith>[0];
  const drawn = { name: 'M', family: 'plan' as const, owner, content };
  expect(beginWith(detail, null)).toMatchObject({ version: 3, drawn: { name: 'N' } });
  expect(beginWith(detail, { version: 3, drawn })).toMatchObject({ version: 3, drawn: { name: 'M' } });
  expect(beginWith(detail, { version: 2, drawn })).toMatchObject({ version: 2, saved: '' });
});

test('a name that is free', () => {
  expect(freeName('审批', new Set())).toBe('审批');
  expect(freeName('审批', new Set(['审批', '审批 2']))).toBe('审批 3');
});
