import { startNode } from '../../../contract/workflows.definition.ts';
import type { FieldRight, Form } from '../../../contract/workflows.forms.ts';
import type { Graph } from './workflow.graph.rules.ts';
import { isPeopleNode } from './workflow.graph.rules.ts';

export type Rights = Record<string, FieldRight>;

/**
 * What each field is at these nodes; of several the one that allows most. The starter fills in whatever the definition
 * does not say otherwise; elsewhere, and for who has nothing to do, a field is read.
 */
export function rightsAt(graph: Graph, form: Form, nodeIds: readonly string[]): Rights {
  const order: FieldRight[] = ['hidden', 'read', 'edit'];
  const given = nodeIds.map((nodeId) => {
    const step = graph.nodes.get(nodeId)?.step;
    return {
      fields: step && isPeopleNode(step) ? step.fields : {},
      usual: nodeId === startNode ? 'edit' : 'read',
    } as const;
  });
  return Object.fromEntries(
    form.fields.map(({ key }): [string, FieldRight] => {
      const rights = given.map(({ fields, usual }): FieldRight => fields[key] ?? usual);
      return [
        key,
        rights.reduce((most, one) => (order.indexOf(one) > order.indexOf(most) ? one : most), rights[0] ?? 'read'),
      ];
    }),
  );
}
