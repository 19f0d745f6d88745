import type { Definition, PeopleNode, WorkflowNode } from '../../../contract/workflows.definition.ts';
import { startNode } from '../../../contract/workflows.definition.ts';

type Block = Extract<WorkflowNode, { type: 'condition' | 'inclusive' | 'parallel' }>;

export type GraphNode = {
  step: WorkflowNode;
  /** The node after it; null at the end of a branch or of all. */
  next: string | null;
  /** The branches of forking blocks around it, from the outside in. */
  path: readonly string[];
  /** Nodes where a person acts that every way to here has passed, first ones first; one may be sent back to these. */
  earlier: readonly string[];
  /** First node of each branch of a block; null for an empty one. */
  entries: Readonly<Record<string, string | null>>;
};

export type Graph = { definition: Definition; nodes: ReadonlyMap<string, GraphNode> };

/** Something that must be mended before a definition can be published. */
export type Problem = {
  code:
    | 'idTwice'
    | 'noDefault'
    | 'twoDefaults'
    | 'fewBranches'
    | 'notEarlier'
    | 'unreachable'
    | 'rejectAtHandling'
    | 'empty';
  nodeId: string;
};

export const isPeopleNode = (step: WorkflowNode): step is PeopleNode =>
  step.type === 'approval' || step.type === 'handling';
export const isFork = (step: WorkflowNode): step is Extract<Block, { type: 'inclusive' | 'parallel' }> =>
  step.type === 'inclusive' || step.type === 'parallel';
export const isBlock = (step: WorkflowNode): step is Block => step.type === 'condition' || isFork(step);

export const branchKey = (blockId: string, branchId: string): string => `${blockId}/${branchId}`;

/** The graph that a definition means. A definition with problems compiles as well, but must not run. */
export function compile(definition: Definition): Graph {
  const nodes = new Map<string, GraphNode>();
  const sequence = (
    steps: readonly WorkflowNode[],
    after: string | null,
    path: readonly string[],
    passed: readonly string[],
  ): void => {
    const earlier = [...passed];
    for (const [index, step] of steps.entries()) {
      const next = steps[index + 1]?.id ?? after;
      const entries: Record<string, string | null> = {};
      if (isBlock(step)) {
        for (const branch of step.branches) {
          // A condition block is gone through by the token that comes to it; the others send one into each branch.
          const own = step.type === 'condition' ? path : [...path, branchKey(step.id, branch.id)];
          const end = step.type === 'condition' ? next : null;
          entries[branch.id] = branch.nodes[0]?.id ?? end;
          sequence(branch.nodes, end, own, earlier);
        }
      }
      nodes.set(step.id, { step, next, path, earlier: [...earlier], entries });
      if (isPeopleNode(step)) earlier.push(step.id);
    }
  };
  nodes.set(startNode, {
    step: {
      type: 'handling',
      id: startNode,
      name: startNode,
      assignee: { by: 'starter' },
      mode: 'any',
      percent: 100,
      allow: ['transfer', 'recall'],
      empty: 'supervisor',
      limits: [],
      fields: definition.fields,
    },
    next: definition.nodes[0]?.id ?? null,
    path: [],
    earlier: [],
    entries: {},
  });
  sequence(definition.nodes, null, [], [startNode]);
  return { definition, nodes };
}

/** What is wrong with a definition, in the order in which it is drawn. */
export function problemsOf(definition: Definition): Problem[] {
  const problems: Problem[] = [];
  const graph = compile(definition);
  const seen = new Set<string>([startNode]);
  const walk = (steps: readonly WorkflowNode[]): void => {
    for (const [index, step] of steps.entries()) {
      const found = (code: Problem['code']) => problems.push({ code, nodeId: step.id });
      if (seen.has(step.id)) found('idTwice');
      seen.add(step.id);
      const before = steps[index - 1];
      if (before && neverPassed(before)) found('unreachable');
      for (const target of targetsOf(step)) {
        if (!graph.nodes.get(step.id)?.earlier.includes(target)) found('notEarlier');
      }
      const rejects = step.type === 'handling' && step.limits.some((limit) => limit.action === 'reject');
      if (rejects) found('rejectAtHandling');
      if (!isBlock(step)) continue;
      if (step.branches.length < 2) found('fewBranches');
      if (new Set(step.branches.map((branch) => branch.id)).size < step.branches.length) found('idTwice');
      if (step.type !== 'parallel') {
        const defaults = step.branches.filter((branch) => branch.when === null).length;
        if (defaults === 0) found('noDefault');
        if (defaults > 1) found('twoDefaults');
      }
      for (const branch of step.branches) walk(branch.nodes);
    }
  };
  if (definition.nodes.length === 0) problems.push({ code: 'empty', nodeId: startNode });
  walk(definition.nodes);
  return problems;
}

/** Earlier nodes that a node leads back to. */
function targetsOf(step: WorkflowNode): string[] {
  if (step.type === 'back') return [step.node];
  if (step.type === 'approval' && step.onReject !== 'end') return [step.onReject.node];
  return [];
}

/** Whether every way into a node leads back, so that nothing comes after it. */
export function neverPassed(step: WorkflowNode): boolean {
  if (step.type === 'back') return true;
  if (!isBlock(step) || step.branches.length === 0) return false;
  const closed = (branch: Block['branches'][number]) => branch.nodes.some(neverPassed);
  return step.type === 'condition' ? step.branches.every(closed) : step.branches.some(closed);
}
