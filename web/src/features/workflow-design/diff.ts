/** What differs between two versions of a workflow. */
import type { WorkflowNode } from '../../../../contract/workflows.definition.ts';
import { startNode } from '../../../../contract/workflows.definition.ts';
import type { WorkflowContent } from '../../../../contract/workflows.design.ts';
import type { FormField } from '../../../../contract/workflows.forms.ts';
import type { Branch, Place } from './tree.ts';
import { everyNode, isBlock, placeOf, sequences, trunk } from './tree.ts';

export type Mark = 'added' | 'removed' | 'changed';
/** One property that differs; `moved` and `order` say that something stands elsewhere. */
export type Part = { part: string; before: unknown; after: unknown };
export type Change = {
  mark: Mark;
  of: 'node' | 'branch' | 'start' | 'field' | 'column' | 'template' | 'rules' | 'description';
  /** Of a branch its place, of a column `table.column`. */
  id: string;
  name: string;
  parts: Part[];
};

export function differences(before: WorkflowContent, after: WorkflowContent): Change[] {
  const [was, is] = [before.definition, after.definition];
  return [
    ...nodeChanges(was.nodes, is.nodes),
    ...whole('start', startNode, { fields: was.fields }, { fields: is.fields }),
    ...whole('rules', 'rules', was.rules, is.rules),
    ...fieldChanges(before.form.fields, after.form.fields),
    ...listChanges(
      'template',
      before.form.templates,
      after.form.templates,
      ({ key }) => key,
      ({ name }) => name,
    ),
    ...whole('description', 'description', { description: before.description }, { description: after.description }),
  ];
}

/** Alike in everything that is said; a property that is missing is as one without a value. */
export function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [left, right] = [a as Record<string, unknown>, b as Record<string, unknown>];
  return [...new Set([...Object.keys(left), ...Object.keys(right)])].every((key) => same(left[key], right[key]));
}

/** Properties that differ, but for those whose own parts are compared. */
function partsOf(before: object, after: object, apart: readonly string[]): Part[] {
  const [left, right] = [before as Record<string, unknown>, after as Record<string, unknown>];
  const keys = [...new Set([...Object.keys(left), ...Object.keys(right)])].filter((key) => !apart.includes(key));
  return keys.flatMap((part) =>
    same(left[part], right[part]) ? [] : [{ part, before: left[part], after: right[part] }],
  );
}

function whole(of: 'start' | 'rules' | 'description', id: string, before: object, after: object): Change[] {
  const parts = partsOf(before, after, []);
  return parts.length > 0 ? [{ mark: 'changed', of, id, name: '', parts }] : [];
}

type Placed = { node: WorkflowNode; place: Place };
const placed = (nodes: readonly WorkflowNode[]): Map<string, Placed> =>
  new Map(sequences(nodes).flatMap(({ place, nodes: own }) => own.map((node) => [node.id, { node, place }] as const)));

function nodeChanges(before: readonly WorkflowNode[], after: readonly WorkflowNode[]): Change[] {
  const [was, is] = [placed(before), placed(after)];
  const moved = movedIds(before, after, was, is);
  const kept = everyNode(after).flatMap((node): Change[] => {
    const old = was.get(node.id);
    const own: Change[] = [];
    if (!old) own.push({ mark: 'added', of: 'node', id: node.id, name: node.name, parts: [] });
    else {
      const parts = partsOf(old.node, node, ['id', 'branches']);
      if (moved.has(node.id)) parts.push({ part: 'moved', before: old.place, after: is.get(node.id)?.place });
      if (parts.length > 0) own.push({ mark: 'changed', of: 'node', id: node.id, name: node.name, parts });
    }
    return old && isBlock(node) && isBlock(old.node)
      ? [...own, ...branchChanges(node.id, old.node.branches, node.branches)]
      : own;
  });
  const gone = everyNode(before)
    .filter(({ id }) => !is.has(id))
    .map(({ id, name }): Change => ({ mark: 'removed', of: 'node', id, name, parts: [] }));
  return [...kept, ...gone];
}

const branchChanges = (blockId: string, before: readonly Branch[], after: readonly Branch[]): Change[] =>
  listChanges(
    'branch',
    before,
    after,
    ({ id }) => placeOf(blockId, id),
    ({ name }) => name,
    ['id', 'nodes'],
  );

/** Nodes that went into another branch, and the fewest whose going elsewhere explains the order within one. */
function movedIds(
  before: readonly WorkflowNode[],
  after: readonly WorkflowNode[],
  was: ReadonlyMap<string, Placed>,
  is: ReadonlyMap<string, Placed>,
): Set<string> {
  const moved = new Set<string>();
  for (const [id, { place }] of is) {
    const old = was.get(id);
    if (old && old.place !== place) moved.add(id);
  }
  const orders = new Map(sequences(before).map(({ place, nodes }) => [place, nodes.map(({ id }) => id)]));
  for (const { place, nodes } of sequences(after)) {
    const order = orders.get(place) ?? [];
    const shared = nodes.map(({ id }) => id).filter((id) => order.includes(id));
    const kept = new Set(longestRising(shared, (id) => order.indexOf(id)));
    for (const id of shared) if (!kept.has(id)) moved.add(id);
  }
  return moved;
}

/** The longest part of a list, in its order, whose places rise. */
function longestRising(list: readonly string[], placeIn: (one: string) => number): string[] {
  const best: string[][] = [];
  for (const [index, one] of list.entries()) {
    const before = best
      .slice(0, index)
      .filter((run) => placeIn(run.at(-1) ?? '') < placeIn(one))
      .reduce<string[]>((longest, run) => (run.length > longest.length ? run : longest), []);
    best.push([...before, one]);
  }
  return best.reduce<string[]>((longest, run) => (run.length > longest.length ? run : longest), []);
}

function listChanges<V extends object>(
  of: Change['of'],
  before: readonly V[],
  after: readonly V[],
  idOf: (one: V) => string,
  nameOf: (one: V) => string,
  apart: readonly string[] = ['key'],
): Change[] {
  const old = new Map(before.map((one) => [idOf(one), one]));
  const ids = new Set(after.map(idOf));
  const places = before.map(idOf).filter((id) => ids.has(id));
  const shared = after.map(idOf).filter((id) => old.has(id));
  const steady = new Set(longestRising(shared, (id) => places.indexOf(id)));
  const kept = after.flatMap((one): Change[] => {
    const [id, was] = [idOf(one), old.get(idOf(one))];
    if (!was) return [{ mark: 'added', of, id, name: nameOf(one), parts: [] }];
    const parts = partsOf(was, one, apart);
    if (!steady.has(id)) parts.push({ part: 'order', before: places.indexOf(id), after: shared.indexOf(id) });
    return parts.length > 0 ? [{ mark: 'changed', of, id, name: nameOf(one), parts }] : [];
  });
  const gone = before
    .filter((one) => !ids.has(idOf(one)))
    .map((one): Change => ({ mark: 'removed', of, id: idOf(one), name: nameOf(one), parts: [] }));
  return [...kept, ...gone];
}

function fieldChanges(before: readonly FormField[], after: readonly FormField[]): Change[] {
  const fields = listChanges(
    'field',
    before,
    after,
    ({ key }) => key,
    ({ label }) => label,
    ['key', 'columns'],
  );
  const columns = after.flatMap((field): Change[] => {
    const old = before.find(({ key }) => key === field.key);
    if (field.type !== 'table' || old?.type !== 'table') return [];
    const changes = listChanges(
      'column',
      old.columns,
      field.columns,
      ({ key }) => key,
      ({ label }) => label,
    );
    return changes.map((change) => ({ ...change, id: `${field.key}.${change.id}` }));
  });
  return [...fields, ...columns];
}

export type Marks = ReadonlyMap<string, Mark>;

/** Marks by node, and by place of a branch; of what was removed within a removed block only the block has one. */
export function marksOf(changes: readonly Change[]): Marks {
  const drawn = changes.filter(({ of }) => of === 'node' || of === 'branch' || of === 'start');
  return new Map(drawn.map(({ id, mark }) => [id, mark]));
}

/** The later drawing with what was removed standing where it stood, after the neighbour that is still there. */
export function merged(before: readonly WorkflowNode[], after: readonly WorkflowNode[]): WorkflowNode[] {
  const ids = new Set(everyNode(after).map(({ id }) => id));
  const old = new Map(sequences(before).map(({ place, nodes }) => [place, nodes]));
  const blocks = placed(before);
  const sequence = (nodes: readonly WorkflowNode[], place: Place): WorkflowNode[] => {
    const drawn = nodes.map((node): WorkflowNode => {
      if (!isBlock(node)) return node;
      const was = blocks.get(node.id)?.node;
      const branches: Branch[] = node.branches.map((branch) => ({
        ...branch,
        nodes: sequence(branch.nodes, placeOf(node.id, branch.id)),
      }));
      const lost = was && isBlock(was) ? was.branches : [];
      const shown = withLost(branches, lost.map(onlyLost), ({ id }) => !node.branches.some((one) => one.id === id));
      return { ...node, branches: shown } as WorkflowNode;
    });
    return withLost(drawn, (old.get(place) ?? []).map(lostNode), ({ id }) => !ids.has(id));
  };
  /** What of it still stands elsewhere is shown there alone. */
  const onlyLost = (branch: Branch): Branch => ({
    ...branch,
    nodes: branch.nodes.filter(({ id }) => !ids.has(id)).map(lostNode),
  });
  const lostNode = (node: WorkflowNode): WorkflowNode =>
    isBlock(node) ? ({ ...node, branches: node.branches.map(onlyLost) } as WorkflowNode) : node;
  return sequence(after, trunk);
}

function withLost<V extends { id: string }>(now: readonly V[], before: readonly V[], isLost: (one: V) => boolean): V[] {
  const shown = [...now];
  for (const [index, one] of before.entries()) {
    if (!isLost(one)) continue;
    const neighbour = before[index - 1]?.id;
    const at = shown.findIndex(({ id }) => id === neighbour);
    shown.splice(at + 1, 0, one);
  }
  return shown;
}
