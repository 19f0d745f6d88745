import { rightOf } from '../../../contract/workflows.compute.ts';
import { startNode } from '../../../contract/workflows.definition.ts';
import type { FieldRight, Form } from '../../../contract/workflows.forms.ts';
import { customerField } from '../../../contract/workflows.values.ts';
import type { Variables } from './workflow.conditions.rules.ts';
import type { Graph } from './workflow.graph.rules.ts';
import { isPeopleNode } from './workflow.graph.rules.ts';
import type { State } from './workflow.state.rules.ts';

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

/** Fields that are hidden at a node. */
function hiddenAt(graph: Graph, form: Form, nodeId: string): string[] {
  const rights = rightsAt(graph, form, [nodeId]);
  return form.fields.map(({ key }) => key).filter((key) => rights[key] === 'hidden');
}

/**
 * What each field is for a reader: hidden are those that are hidden at every node where they have had a part; whoever
 * may know a field by one part goes on knowing it. `openAt` are the nodes where they have something to do now.
 */
export function rightsOf(graph: Graph, form: Form, openAt: readonly string[], hidden: readonly string[]): Rights {
  const here = openAt.length > 0 ? rightsAt(graph, form, openAt) : {};
  return Object.fromEntries(
    form.fields.map(({ key }): [string, FieldRight] => {
      if (rightOf(here, key) === 'edit') return [key, 'edit'];
      return [key, hidden.includes(key) ? 'hidden' : 'read'];
    }),
  );
}

/** Without what is hidden: not even the keys of such fields are told. */
export const knownRights = (rights: Rights): Rights =>
  Object.fromEntries(Object.entries(rights).filter(([, right]) => right !== 'hidden'));

/**
 * Whom a step has given a part, the starter among them, each with the fields that they may not know by it: `told` are
 * the tasks that it has touched.
 */
export function partsIn(
  { graph, form }: { graph: Graph; form: Form },
  { starterId, tasks, visits }: State,
  told: readonly string[],
): ReadonlyMap<string, readonly string[]> {
  const parts = new Map<string, readonly string[]>([[starterId, hiddenAt(graph, form, startNode)]]);
  for (const task of tasks) {
    if (!told.includes(task.id)) continue;
    const nodeId = visits.find((visit) => visit.id === task.visitId)?.nodeId ?? startNode;
    const hidden = hiddenAt(graph, form, nodeId);
    for (const id of [task.personId, task.deputyId]) {
      if (id !== null) parts.set(id, parts.get(id)?.filter((key) => hidden.includes(key)) ?? hidden);
    }
  }
  return parts;
}

/** The customer that a form says it is about; null when it does not say. */
export function customerIn(form: Form, values: Variables): string | null {
  const field = customerField(form);
  const id = field && values[field.key];
  return typeof id === 'string' ? id : null;
}
