import { useState } from 'react';
import type { WorkflowNode } from '../../../../contract/workflows.definition.ts';
import { useT } from '../../lib/texts.ts';
import { useDesign } from './design-context.ts';
import { focusCard, focusSpot } from './focus.ts';
import type { NodeType } from './fresh.ts';
import { freeName, newBranch, newId, newNode } from './fresh.ts';
import type { Branch, Spot } from './tree.ts';
import {
  addBranch,
  changeBranches,
  copyBranch,
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
  removeNode,
  spotOf,
  stepSpot,
  whenOf,
} from './tree.ts';
import type { Picking, Target, TreeEditor } from './tree-view.ts';

/** What can be done to the drawing; what is new is opened at once. */
export function useTreeEditor(open: (target: Target | null) => void): TreeEditor {
  const t = useT();
  const { definition, changeNodes } = useDesign();
  const { nodes } = definition;
  const [picking, setPicking] = useState<Picking | null>(null);
  const word = (type: NodeType) => t(`workflows.nodeTypes.${type}`);
  const names = (type: NodeType) => ({
    branch: (place: number) =>
      t(type === 'parallel' ? 'workflowDesign.tree.parallelBranch' : 'workflowDesign.tree.branch', { place }),
    otherwise: t('workflowDesign.tree.otherwise'),
  });
  const branches = (blockId: string, change: (before: readonly Branch[]) => readonly Branch[]) =>
    changeNodes((before) => changeBranches(before, blockId, change));
  const copyTo = (id: string, spot: Spot | null) => {
    const node = findNode(nodes, id);
    if (!node || !spot) return;
    const copied = copyNode(node, newId);
    changeNodes((before) => insertNode(before, spot, copied));
    open({ of: 'node', id: copied.id });
  };
  return {
    ...useBranchEditor(branches, names, open),
    picking,
    setPicking,
    add: (type, spot) => {
      const taken = new Set(everyNode(nodes).map(({ name }) => name));
      const node = raised(newNode(type, freeName(word(type), taken), names(type)), nodes, spot);
      changeNodes((before) => insertNode(before, spot, node));
      open(isBlock(node) && type !== 'parallel' ? firstBranch(node.id, node.branches) : { of: 'node', id: node.id });
    },
    mayPut: (spot, { what, id }) => what === 'copy' || mayMove(nodes, id, spot),
    put: (spot) => {
      if (!picking) return;
      if (picking.what === 'copy') copyTo(picking.id, spot);
      else {
        changeNodes((before) => moveNode(before, picking.id, spot));
        focusCard(picking.id);
      }
      setPicking(null);
    },
    copy: (id) => {
      const spot = spotOf(nodes, id);
      copyTo(id, spot && { ...spot, index: spot.index + 1 });
    },
    remove: (id) => {
      const spot = spotOf(nodes, id);
      if (spot) focusSpot(spot);
      changeNodes((before) => removeNode(before, id));
      open(null);
    },
    step: (id, step) => {
      const spot = stepSpot(nodes, id, step);
      if (!spot) return;
      changeNodes((before) => moveNode(before, id, spot));
      focusCard(id);
    },
    canStep: (id, step) => stepSpot(nodes, id, step) !== null,
  };
}

/** An approval by a superior is by the next one above those who approve before it. */
function raised(node: WorkflowNode, nodes: readonly WorkflowNode[], spot: Spot): WorkflowNode {
  if (node.type !== 'approval') return node;
  const drawn = insertNode(nodes, spot, node);
  const before = new Set(earlierNodes(drawn, node.id).map(({ id }) => id));
  const levels = everyNode(nodes).map((one) =>
    before.has(one.id) && one.type === 'approval' && one.assignee.by === 'supervisor' ? one.assignee.levels : 0,
  );
  return { ...node, assignee: { by: 'supervisor', levels: Math.min(Math.max(0, ...levels) + 1, highest) } };
}

/** Levels above the starter that can be chosen. */
const highest = 10;

const firstBranch = (blockId: string, branches: readonly Branch[]): Target => ({
  of: 'branch',
  blockId,
  id: branches[0]?.id ?? '',
});

function useBranchEditor(
  branches: (blockId: string, change: (before: readonly Branch[]) => readonly Branch[]) => void,
  names: (type: NodeType) => { branch: (place: number) => string; otherwise: string },
  open: (target: Target | null) => void,
) {
  const { definition } = useDesign();
  return {
    addBranch: (blockId: string) => {
      const block = findNode(definition.nodes, blockId);
      if (!block || !isBlock(block)) return;
      // The default branch has no number.
      const place = block.branches.filter((one) => whenOf(one) !== null).length + 1;
      const branch = newBranch(block.type, names(block.type), place);
      branches(blockId, (before) => addBranch(before, branch));
      open({ of: 'branch', blockId, id: branch.id });
    },
    copyBranch: (blockId: string, id: string) =>
      branches(blockId, (before) => {
        const branch = before.find((one) => one.id === id);
        if (!branch) return before;
        const copied = copyBranch(branch, newId);
        // There is one default only: its copy wants a condition.
        const asked = 'when' in copied && copied.when === null ? { ...copied, when: { all: [] } } : copied;
        return addBranch(before, asked);
      }),
    removeBranch: (blockId: string, id: string) => {
      branches(blockId, (before) => before.filter((branch) => branch.id !== id));
      open(null);
    },
    moveBranch: (blockId: string, id: string, step: -1 | 1) =>
      branches(blockId, (before) => moveBranch(before, id, step)),
    makeDefault: (blockId: string, id: string) => branches(blockId, (before) => makeDefault(before, id)),
  };
}
