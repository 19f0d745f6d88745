import { expect, test } from 'vitest';
import type { WorkflowNode } from '../../../../contract/workflows.definition.ts';
import { newId, newNode } from './fresh.ts';
import {
  addBranch,
  changeBranches,
  copyNode,
  earlierNodes,
  everyNode,
  findNode,
  insertNode,
  isBlock,
  makeDefault,
  mayMove,
  moveBranch,
  moveNode,
  placeOf,
  removeNode,
  replaceNode,
  spotOf,
  stepSpot,
  takenPlaces,
  trunk,
  whenOf,
} from './tree.ts';

const names = { branch: (place: number) => `B${place}`, otherwise: 'else' };
const approval = (id: string): WorkflowNode => ({ ...newNode('approval', id, names), id });
const block = (id: string, type: 'condition' | 'parallel', ...inner: WorkflowNode[][]): WorkflowNode =>
  ({
    type,
    id,
    name: id,
    branches: inner.map((nodes, index) => ({
      id: String.fromCharCode(97 + index),
      name: `${id}${index}`,
      nodes,
      ...(type === 'condition' && {
        when: index === inner.length - 1 ? null : { field: 'amount', is: 'more', value: '10' },
      }),
    })),
  }) as WorkflowNode;

const drawn = [approval('one'), block('c', 'condition', [approval('two'), approval('three')], []), approval('four')];

/** The order of everything, branches in brackets. */
const order = (nodes: readonly WorkflowNode[]): string =>
  nodes
    .map((node) => (isBlock(node) ? `${node.id}(${node.branches.map((one) => order(one.nodes)).join('|')})` : node.id))
    .join(' ');

test('nodes are put in, taken out and replaced wherever they stand', () => {
  expect(order(drawn)).toBe('one c(two three|) four');
  expect(order(insertNode(drawn, { place: trunk, index: 1 }, approval('x')))).toBe('one x c(two three|) four');
  expect(order(insertNode(drawn, { place: placeOf('c', 'b'), index: 0 }, approval('x')))).toBe(
    'one c(two three|x) four',
  );
  expect(order(removeNode(drawn, 'two'))).toBe('one c(three|) four');
  expect(order(removeNode(drawn, 'c'))).toBe('one four');
  expect(order(replaceNode(drawn, 'three', approval('x')))).toBe('one c(two x|) four');
  expect(order(drawn)).toBe('one c(two three|) four');
  expect(spotOf(drawn, 'three')).toEqual({ place: placeOf('c', 'a'), index: 1 });
  expect(spotOf(drawn, 'nobody')).toBeNull();
});

test('a node moves anywhere but into itself', () => {
  const move = (id: string, place: string, index: number) => order(moveNode(drawn, id, { place, index }));
  expect(move('one', trunk, 3)).toBe('c(two three|) four one');
  expect(move('four', placeOf('c', 'b'), 0)).toBe('one c(two three|four)');
  expect(move('two', placeOf('c', 'a'), 2)).toBe('one c(three two|) four');
  expect(move('two', trunk, 0)).toBe('two one c(three|) four');
  expect(move('c', placeOf('c', 'a'), 0)).toBe('one c(two three|) four');
  expect(mayMove(drawn, 'c', { place: placeOf('c', 'b'), index: 0 })).toBe(false);
  expect(mayMove(drawn, 'one', { place: trunk, index: 0 })).toBe(false);
  expect(mayMove(drawn, 'one', { place: trunk, index: 1 })).toBe(false);
  expect(mayMove(drawn, 'one', { place: trunk, index: 2 })).toBe(true);
});

test('a step up or down goes past the neighbour, and out of the branch at its end', () => {
  const step = (id: string, by: -1 | 1) => {
    const spot = stepSpot(drawn, id, by);
    return spot && order(moveNode(drawn, id, spot));
  };
  expect(step('one', 1)).toBe('c(two three|) one four');
  expect(step('three', -1)).toBe('one c(three two|) four');
  expect(step('two', -1)).toBe('one two c(three|) four');
  expect(step('three', 1)).toBe('one c(two|) three four');
  expect(step('one', -1)).toBeNull();
  expect(step('four', 1)).toBeNull();
});

test('a copy has ids of its own, and leads back within itself', () => {
  const back: WorkflowNode = { type: 'back', id: 'back', name: 'back', node: 'two' };
  const whole = block('c', 'condition', [approval('two'), back], []);
  const copied = copyNode(whole, newId);
  const ids = everyNode([copied]).map(({ id }) => id);
  expect(new Set([...ids, 'c', 'two', 'back']).size).toBe(6);
  expect(findNode([copied], ids[2] ?? '')).toMatchObject({ type: 'back', node: ids[1] });
  const outside = copyNode({ ...back, node: 'elsewhere' }, newId);
  expect(outside).toMatchObject({ node: 'elsewhere' });
});

test('branches: more before the default one, moved, another made the default', () => {
  const more = changeBranches(drawn, 'c', (before) =>
    addBranch(before, { id: 'x', name: 'X', nodes: [], when: { all: [] } }),
  );
  const ids = (nodes: readonly WorkflowNode[]) => {
    const found = findNode(nodes, 'c');
    return found && isBlock(found) ? found.branches.map(({ id }) => id).join('') : '';
  };
  expect(ids(more)).toBe('axb');
  expect(ids(changeBranches(more, 'c', (before) => moveBranch(before, 'x', -1)))).toBe('xab');
  expect(ids(changeBranches(more, 'c', (before) => moveBranch(before, 'b', 1)))).toBe('axb');
  const other = changeBranches(more, 'c', (before) => makeDefault(before, 'a'));
  expect(ids(other)).toBe('xba');
  const found = findNode(other, 'c');
  expect(found && isBlock(found) && found.branches.map(whenOf)).toEqual([{ all: [] }, { all: [] }, null]);
});

test('one leads back to what every way has passed', () => {
  const ids = (id: string) => earlierNodes(drawn, id).map((one) => one.id);
  expect(ids('one')).toEqual(['start']);
  expect(ids('three')).toEqual(['start', 'one', 'two']);
  expect(ids('four')).toEqual(['start', 'one']);
});

test('the branches that a run took, an empty one too', () => {
  const taken = (...ids: string[]) => [...takenPlaces(drawn, new Set(ids))];
  expect(taken('one', 'two', 'three', 'four')).toEqual([placeOf('c', 'a')]);
  expect(taken('one', 'four')).toEqual([placeOf('c', 'b')]);
  const both = [block('p', 'parallel', [approval('l')], [approval('r')])];
  expect([...takenPlaces(both, new Set(['l', 'r']))]).toEqual([placeOf('p', 'a'), placeOf('p', 'b')]);
});
