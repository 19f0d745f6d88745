import { expect, test } from 'vitest';
import type { WorkflowNode } from '../../../../contract/workflows.definition.ts';
import type { WorkflowContent } from '../../../../contract/workflows.design.ts';
import type { FormField } from '../../../../contract/workflows.forms.ts';
import { differences, marksOf, merged, same } from './diff.ts';
import { newNode } from './fresh.ts';
import { everyNode, isBlock, moveNode, placeOf, removeNode, replaceNode, trunk } from './tree.ts';

const names = { branch: String, otherwise: '' };
const approval = (id: string, name = id): WorkflowNode => ({ ...newNode('approval', name, names), id });
const condition = (inner: WorkflowNode[]): WorkflowNode => ({
  type: 'condition',
  id: 'c',
  name: 'c',
  branches: [
    { id: 'a', name: 'big', when: { field: 'amount', is: 'more', value: '10' }, nodes: inner },
    { id: 'b', name: 'else', when: null, nodes: [] },
  ],
});
const nodes = [approval('one'), condition([approval('two'), approval('three')]), approval('four')];
const field = (key: string, more: Partial<FormField> = {}) =>
  ({ key, label: key, type: 'text', required: false, ...more }) as FormField;
const content = (
  drawn: WorkflowNode[],
  fields: FormField[] = [],
  more: Partial<WorkflowContent> = {},
): WorkflowContent => ({
  definition: { nodes: drawn, rules: { starterApproves: 'ask', sameTwice: 'ask', withdraw: true }, fields: {} },
  form: { fields, templates: [] },
  description: '',
  ...more,
});
const told = (before: WorkflowContent, after: WorkflowContent) =>
  differences(before, after).map(({ mark, of, id, parts }) =>
    [mark, of, id, ...parts.map(({ part }) => part)].join(' '),
  );

test('nothing differs from itself, however its properties are ordered', () => {
  expect(told(content(nodes), content(structuredClone(nodes)))).toEqual([]);
  expect(same({ a: 1, b: [1, { c: 2 }] }, { b: [1, { c: 2 }], a: 1, d: undefined })).toBe(true);
  expect(same([1], { 0: 1 })).toBe(false);
  expect(same(null, {})).toBe(false);
});

test('nodes that came, went and became different', () => {
  const other = { ...approval('one'), name: 'first', assignee: { by: 'starter' } } as WorkflowNode;
  const after = replaceNode([...removeNode(nodes, 'two'), approval('five')], 'one', other);
  expect(told(content(nodes), content(after))).toEqual([
    'changed node one name assignee',
    'added node five',
    'removed node two',
  ]);
});

test('the fewest nodes are told to have moved', () => {
  expect(told(content(nodes), content(moveNode(nodes, 'one', { place: trunk, index: 3 })))).toEqual([
    'changed node one moved',
  ]);
  expect(told(content(nodes), content(moveNode(nodes, 'two', { place: placeOf('c', 'b'), index: 0 })))).toEqual([
    'changed node two moved',
  ]);
});

test('branches by their place', () => {
  const block = structuredClone(nodes[1]) as Extract<WorkflowNode, { type: 'condition' }>;
  const [big, other] = block.branches;
  if (!big || !other) throw new Error('two branches');
  big.when = { field: 'amount', is: 'more', value: '20' };
  block.branches = [big, { ...other, id: 'x', name: 'x', when: { field: 'amount', is: 'empty' } }, other];
  const after = nodes.with(1, block);
  expect(told(content(nodes), content(after))).toEqual(['changed branch c/a when', 'added branch c/x']);
  expect(marksOf(differences(content(nodes), content(after))).get('c/x')).toBe('added');
});

test('fields, columns, templates, rules and the description', () => {
  const table = (columns: string[]) =>
    field('t', { type: 'table', columns: columns.map((key) => field(key)) } as Partial<FormField>);
  const before = content(nodes, [field('a'), field('b'), table(['x', 'y'])]);
  const after: WorkflowContent = {
    ...content(nodes, [field('b', { required: true }), field('a'), table(['y', 'z'])]),
    description: 'now',
  };
  after.definition = { ...after.definition, rules: { ...after.definition.rules, withdraw: false } };
  after.form.templates = [{ key: 'k', name: 'usual', values: {} }];
  expect(told(before, after)).toEqual([
    'changed rules rules withdraw',
    'changed field b required',
    'changed field a order',
    'added column t.z',
    'removed column t.x',
    'added template k',
    'changed description description description',
  ]);
});

test('what was removed is shown where it stood', () => {
  const order = (all: readonly WorkflowNode[]): string =>
    all
      .map((one) => (isBlock(one) ? `${one.id}(${one.branches.map((b) => order(b.nodes)).join('|')})` : one.id))
      .join(' ');
  expect(order(merged(nodes, removeNode(nodes, 'three')))).toBe('one c(two three|) four');
  expect(order(merged(nodes, removeNode(nodes, 'one')))).toBe('one c(two three|) four');
  expect(order(merged(nodes, removeNode(nodes, 'c')))).toBe('one c(two three|) four');
  // A node that was moved out of what is gone stands once.
  const moved = removeNode(moveNode(nodes, 'two', { place: trunk, index: 0 }), 'c');
  const shown = merged(nodes, moved);
  expect(order(shown)).toBe('two one c(three|) four');
  expect(everyNode(shown).filter(({ id }) => id === 'two')).toHaveLength(1);
});
