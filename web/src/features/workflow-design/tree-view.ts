import { createContext, use } from 'react';
import type { Marks } from './diff.ts';
import type { NodeType } from './fresh.ts';
import type { Place, Spot } from './tree.ts';
import type { Words } from './words.ts';

/** What of the drawing is looked at closer. */
export type Target = { of: 'start' } | { of: 'node'; id: string } | { of: 'branch'; blockId: string; id: string };

export const isSameTarget = (a: Target | null, b: Target): boolean => JSON.stringify(a) === JSON.stringify(b);

/** A node that is to go, or to be copied, somewhere else. */
export type Picking = { what: 'move' | 'copy'; id: string };

export type TreeEditor = {
  add: (type: NodeType, spot: Spot) => void;
  picking: Picking | null;
  setPicking: (picking: Picking | null) => void;
  mayPut: (spot: Spot, picking: Picking) => boolean;
  put: (spot: Spot) => void;
  copy: (id: string) => void;
  remove: (id: string) => void;
  step: (id: string, step: -1 | 1) => void;
  canStep: (id: string, step: -1 | 1) => boolean;
  addBranch: (blockId: string) => void;
  copyBranch: (blockId: string, id: string) => void;
  removeBranch: (blockId: string, id: string) => void;
  moveBranch: (blockId: string, id: string, step: -1 | 1) => void;
  makeDefault: (blockId: string, id: string) => void;
};

/** Where a run comes along, and whom it finds there. */
export type Reached = { nodes: ReadonlySet<string>; places: ReadonlySet<Place>; people: ReadonlyMap<string, string> };

export type TreeView = {
  words: Words;
  /** Names of earlier nodes by id, for what leads back to them. */
  nodeName: (id: string) => string;
  marks?: Marks;
  reached?: Reached | null;
  reasonOf?: (nodeId: string, branchId?: string) => string | undefined;
  selected?: Target | null;
  /** `byKey`: the keyboard goes on to what is opened. */
  onOpen?: (target: Target, byKey: boolean) => void;
  /** Absent where the drawing is only looked at. */
  editor?: TreeEditor;
};

export const TreeContext = createContext<TreeView | null>(null);

export function useTree(): TreeView {
  const view = use(TreeContext);
  if (!view) throw new Error('outside of a tree');
  return view;
}
