/** The drawing as a tree: nodes in their order, blocks with branches among them. Nothing here changes what it is given. */
import type { WorkflowNode } from '../../../../contract/workflows.definition.ts';
import { startNode } from '../../../../contract/workflows.definition.ts';

export type Block = Extract<WorkflowNode, { type: 'condition' | 'inclusive' | 'parallel' }>;
export type Branch = Block['branches'][number];
type Nodes = readonly WorkflowNode[];

/** A sequence of nodes: the whole drawing, or a branch of a block. */
export type Place = string;
export const trunk: Place = '';
export const placeOf = (blockId: string, branchId: string): Place => `${blockId}/${branchId}`;
/** Where something can stand: before the `index`-th node of a sequence, or at its end. */
export type Spot = { place: Place; index: number };

export const isBlock = (node: WorkflowNode): node is Block => 'branches' in node;
/** Of the branches of these blocks those are taken whose condition holds. */
export const hasConditions = (block: Block): block is Extract<Block, { type: 'condition' | 'inclusive' }> =>
  block.type !== 'parallel';
export const whenOf = (branch: Branch) => ('when' in branch ? branch.when : undefined);

/** The block with other branches; they stay of its kind. */
const withBranches = (block: Block, branches: readonly Branch[]): Block => ({ ...block, branches }) as Block;

/** The whole with each sequence replaced, the inner ones first. */
function mapped(nodes: Nodes, change: (nodes: WorkflowNode[], place: Place) => WorkflowNode[], place = trunk) {
  const inner: WorkflowNode[] = nodes.map((node) =>
    isBlock(node)
      ? withBranches(
          node,
          node.branches.map((branch) => ({
            ...branch,
            nodes: mapped(branch.nodes, change, placeOf(node.id, branch.id)),
          })),
        )
      : node,
  );
  return change(inner, place);
}

/** Every node, in the order in which they are drawn. */
export function everyNode(nodes: Nodes): WorkflowNode[] {
  return nodes.flatMap((node) => [
    node,
    ...(isBlock(node) ? node.branches.flatMap((branch) => everyNode(branch.nodes)) : []),
  ]);
}

export const findNode = (nodes: Nodes, id: string): WorkflowNode | undefined =>
  everyNode(nodes).find((node) => node.id === id);

export function findBranch(nodes: Nodes, blockId: string, branchId: string): Branch | undefined {
  const block = findNode(nodes, blockId);
  return block && isBlock(block) ? block.branches.find((branch) => branch.id === branchId) : undefined;
}

/** The sequences with the places that they stand at. */
export function sequences(nodes: Nodes, place = trunk): { place: Place; nodes: Nodes }[] {
  return [
    { place, nodes },
    ...nodes.flatMap((node) =>
      isBlock(node) ? node.branches.flatMap((branch) => sequences(branch.nodes, placeOf(node.id, branch.id))) : [],
    ),
  ];
}

export function spotOf(nodes: Nodes, id: string): Spot | null {
  for (const sequence of sequences(nodes)) {
    const index = sequence.nodes.findIndex((node) => node.id === id);
    if (index >= 0) return { place: sequence.place, index };
  }
  return null;
}

export const insertNode = (nodes: Nodes, spot: Spot, node: WorkflowNode): WorkflowNode[] =>
  mapped(nodes, (inner, place) => (place === spot.place ? inner.toSpliced(spot.index, 0, node) : inner));

export const removeNode = (nodes: Nodes, id: string): WorkflowNode[] =>
  mapped(nodes, (inner) => inner.filter((node) => node.id !== id));

export const replaceNode = (nodes: Nodes, id: string, node: WorkflowNode): WorkflowNode[] =>
  mapped(nodes, (inner) => inner.map((one) => (one.id === id ? node : one)));

/** Whether a node may be moved there: not into itself, and not to where it is. */
export function mayMove(nodes: Nodes, id: string, spot: Spot): boolean {
  const node = findNode(nodes, id);
  const from = spotOf(nodes, id);
  if (!node || !from) return false;
  const isHere = from.place === spot.place && (spot.index === from.index || spot.index === from.index + 1);
  return !isHere && !sequences([node]).some(({ place }) => place !== trunk && place === spot.place);
}

export function moveNode(nodes: Nodes, id: string, spot: Spot): WorkflowNode[] {
  const node = findNode(nodes, id);
  const from = spotOf(nodes, id);
  if (!node || !from || !mayMove(nodes, id, spot)) return [...nodes];
  const isLater = from.place === spot.place && spot.index > from.index;
  return insertNode(removeNode(nodes, id), { ...spot, index: spot.index - (isLater ? 1 : 0) }, node);
}

/** The spot one step up (-1) or down (1): past its neighbour, or out of its branch; null at the end of all. */
export function stepSpot(nodes: Nodes, id: string, step: -1 | 1): Spot | null {
  const from = spotOf(nodes, id);
  if (!from) return null;
  const length = sequences(nodes).find(({ place }) => place === from.place)?.nodes.length ?? 0;
  const to = step < 0 ? from.index - 1 : from.index + 2;
  if (to >= 0 && to <= length) return { place: from.place, index: to };
  if (from.place === trunk) return null;
  const block = from.place.slice(0, from.place.indexOf('/'));
  const around = spotOf(nodes, block);
  return around && { place: around.place, index: around.index + (step < 0 ? 0 : 1) };
}

type NewId = (node: 'node' | 'branch') => string;

/** The same with ids of its own; what leads back to a node within it leads to the copy. */
export function copyNode(node: WorkflowNode, newId: NewId): WorkflowNode {
  const ids = new Map(everyNode([node]).map(({ id }) => [id, newId('node')]));
  const other = (id: string) => ids.get(id) ?? id;
  const copied = (one: WorkflowNode): WorkflowNode => {
    const own = { ...one, id: other(one.id) };
    if (isBlock(own)) {
      return withBranches(
        own,
        own.branches.map((branch) => ({ ...branch, id: newId('branch'), nodes: branch.nodes.map(copied) })),
      );
    }
    if (own.type === 'back') return { ...own, node: other(own.node) };
    if (own.type === 'approval' && own.onReject !== 'end')
      return { ...own, onReject: { node: other(own.onReject.node) } };
    return own;
  };
  return copied(structuredClone(node));
}

export function copyBranch(branch: Branch, newId: NewId): Branch {
  return {
    ...structuredClone(branch),
    id: newId('branch'),
    nodes: branch.nodes.map((node) => copyNode(node, newId)),
  };
}

/** The block with its branches changed. */
export function changeBranches(
  nodes: Nodes,
  blockId: string,
  change: (branches: readonly Branch[]) => readonly Branch[],
): WorkflowNode[] {
  const block = findNode(nodes, blockId);
  if (!block || !isBlock(block)) return [...nodes];
  return replaceNode(nodes, blockId, withBranches(block, change(block.branches)));
}

export const replaceBranch = (nodes: Nodes, blockId: string, branch: Branch): WorkflowNode[] =>
  changeBranches(nodes, blockId, (branches) => branches.map((one) => (one.id === branch.id ? branch : one)));

/** A branch more: before the default one, which is asked last. */
export function addBranch(branches: readonly Branch[], branch: Branch): Branch[] {
  const last = branches.at(-1);
  return branches.toSpliced(last && whenOf(last) === null ? -1 : branches.length, 0, branch);
}

/** One place to the left (-1) or right (1). */
export function moveBranch(branches: readonly Branch[], id: string, step: -1 | 1): Branch[] {
  const from = branches.findIndex((branch) => branch.id === id);
  const moved = branches[from];
  return moved && branches[from + step] ? branches.toSpliced(from, 1).toSpliced(from + step, 0, moved) : [...branches];
}

/** The branch becomes the one that is taken when no other is; it goes to the end, and the former one wants a condition. */
export function makeDefault(branches: readonly Branch[], id: string): Branch[] {
  const changed = branches.map((branch) =>
    branch.id === id ? { ...branch, when: null } : whenOf(branch) === null ? { ...branch, when: { all: [] } } : branch,
  );
  return [...changed.filter((branch) => branch.id !== id), ...changed.filter((branch) => branch.id === id)];
}

const actsThere = (node: WorkflowNode) => node.type === 'approval' || node.type === 'handling';

/** Nodes where somebody acts that every way to this one has passed, first ones first; the starter's own is among them. */
export function earlierNodes(nodes: Nodes, id: string): { id: string; name: string | null }[] {
  const search = (sequence: Nodes, before: readonly { id: string; name: string | null }[]): typeof before | null => {
    const passed = [...before];
    for (const node of sequence) {
      if (node.id === id) return passed;
      for (const branch of isBlock(node) ? node.branches : []) {
        const found = search(branch.nodes, passed);
        if (found) return found;
      }
      if (actsThere(node)) passed.push({ id: node.id, name: node.name });
    }
    return null;
  };
  return [...(search(nodes, [{ id: startNode, name: null }]) ?? [])];
}

/**
 * The branches that a run went through which came to these nodes, by place. Of a block where it came to none of them it
 * is the only one that is empty.
 */
export function takenPlaces(nodes: Nodes, reached: ReadonlySet<string>): Set<Place> {
  const taken = new Set<Place>();
  const walk = (sequence: Nodes): boolean => {
    let came = false;
    for (const node of sequence) {
      if (reached.has(node.id)) came = true;
      if (!isBlock(node)) continue;
      const seen = node.branches.filter((branch) => walk(branch.nodes));
      const empty = node.branches.filter((branch) => branch.nodes.length === 0);
      const through = seen.length > 0 ? seen : empty.length === 1 ? empty : [];
      for (const branch of through) taken.add(placeOf(node.id, branch.id));
      if (seen.length > 0) came = true;
    }
    return came;
  };
  walk(nodes);
  return taken;
}
