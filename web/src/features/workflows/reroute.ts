import type { Definition, WorkflowNode } from '../../../../contract/workflows.definition.ts';

/** Every step that is drawn, those of branches too. */
export const stepsOf = (nodes: readonly WorkflowNode[]): WorkflowNode[] =>
  nodes.flatMap((node) => [node, ...('branches' in node ? node.branches.flatMap((one) => stepsOf(one.nodes)) : [])]);

type Changes = { skip: readonly string[]; after: string | null; personId: string | null; name: string };

/** The drawing without the nodes that are skipped, and with an approval more after one of them. */
export function rerouted(definition: Definition, { skip, after, personId, name }: Changes): Definition {
  const taken = new Set(stepsOf(definition.nodes).map(({ id }) => id));
  const free = Array.from({ length: taken.size + 1 }, (_, at) => `added${at + 1}`).find((id) => !taken.has(id));
  const added: WorkflowNode | null =
    personId && free
      ? {
          ...{ type: 'approval', id: free, name, assignee: { by: 'people', personIds: [personId] }, mode: 'all' },
          ...{ percent: 100, allow: ['reject', 'sendBack', 'transfer'], empty: 'owner', limits: [], fields: {} },
          ...{ onReject: 'end', afterReturn: 'choice' },
        }
      : null;
  const changed = (nodes: readonly WorkflowNode[]): WorkflowNode[] =>
    nodes
      .filter(({ id }) => !skip.includes(id))
      .flatMap((node): WorkflowNode[] => {
        const more = added && node.id === after ? [added] : [];
        if (node.type === 'parallel')
          return [{ ...node, branches: node.branches.map((one) => ({ ...one, nodes: changed(one.nodes) })) }, ...more];
        if (node.type === 'condition' || node.type === 'inclusive')
          return [{ ...node, branches: node.branches.map((one) => ({ ...one, nodes: changed(one.nodes) })) }, ...more];
        return [node, ...more];
      });
  return { ...definition, nodes: changed(definition.nodes) };
}
