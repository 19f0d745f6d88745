import type { WorkflowNode } from '../../../../contract/workflows.definition.ts';
import { operations } from '../../../../contract/workflows.definition.ts';
import type { WorkflowContent } from '../../../../contract/workflows.design.ts';
import type { Branch } from './tree.ts';

/** Kinds of nodes, in the order in which they are offered. */
export const nodeTypes = [
  'approval',
  'handling',
  'copy',
  'condition',
  'parallel',
  'inclusive',
  'wait',
  'child',
  'back',
] as const satisfies WorkflowNode['type'][];
export type NodeType = (typeof nodeTypes)[number];

/** A name for the machine that no other node, branch or field has had: what is removed is never meant again. */
export function freshId(prefix: string): string {
  const random = crypto.getRandomValues(new Uint8Array(5));
  return `${prefix}_${[...random].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

export const newId = (of: 'node' | 'branch'): string => freshId(of === 'node' ? 'n' : 'b');

/** The word, with a number when another is called so already. */
export function freeName(word: string, taken: ReadonlySet<string>): string {
  if (!taken.has(word)) return word;
  for (let count = 2; ; count += 1) if (!taken.has(`${word} ${count}`)) return `${word} ${count}`;
}

type BranchNames = { branch: (place: number) => string; otherwise: string };

/** The next branch of a block. */
export function newBranch(type: NodeType, names: BranchNames, place: number): Branch {
  const branch = { id: newId('branch'), name: names.branch(place), nodes: [] };
  return type === 'parallel' ? branch : { ...branch, when: { all: [] } };
}

const people = {
  assignee: { by: 'supervisor' as const, levels: 1 },
  mode: 'all' as const,
  percent: 100,
  empty: 'supervisor' as const,
  limits: [],
  fields: {},
};

/** A node as it begins: an approval by the direct superior needs nothing more. */
export function newNode(type: NodeType, name: string, names: BranchNames): WorkflowNode {
  const node = { id: newId('node'), name };
  switch (type) {
    case 'approval':
      return { ...node, type, ...people, allow: [...operations], onReject: 'end', afterReturn: 'choice' };
    case 'handling':
      return { ...node, type, ...people, allow: operations.filter((one) => one !== 'reject') };
    case 'copy':
      return { ...node, type, assignee: people.assignee };
    case 'wait':
      return { ...node, type, hours: 24 };
    case 'child':
      return { ...node, type, definitionId: '', onReject: 'reject' };
    case 'back':
      return { ...node, type, node: '' };
    case 'parallel':
      return { ...node, type, branches: [1, 2].map((place) => newBranch(type, names, place)) };
    default: {
      const otherwise = { id: newId('branch'), name: names.otherwise, nodes: [], when: null };
      return { ...node, type, branches: [{ ...newBranch(type, names, 1), when: { all: [] } }, otherwise] };
    }
  }
}

/** What a workflow begins with when nothing is given: one approval. */
export const firstContent = (approval: string): WorkflowContent => ({
  definition: {
    nodes: [newNode('approval', approval, { branch: String, otherwise: '' })],
    rules: { starterApproves: 'supervisor', sameTwice: 'pass', withdraw: true },
    fields: {},
  },
  form: { fields: [], templates: [] },
  description: '',
});
