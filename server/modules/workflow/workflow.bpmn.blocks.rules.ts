import type { Condition } from '../../../contract/workflows.definition.ts';
import type { BpmnElement } from '../../platform/bpmn.ts';
import { AppError } from '../../platform/errors.ts';
import { conditionOf, expressionOf } from './workflow.bpmn.conditions.rules.ts';
import type { LeftOut } from './workflow.bpmn.elements.rules.ts';
import { conditionIn, leftOut, nameOf, settingsOf, textOf } from './workflow.bpmn.elements.rules.ts';
import type { BpmnFlow, BpmnGraph, BpmnNode } from './workflow.bpmn.graph.rules.ts';
import { theEnd, unstructured } from './workflow.bpmn.graph.rules.ts';
import { isKey, shortName } from './workflow.bpmn.names.rules.ts';

type BlockType = 'condition' | 'inclusive' | 'parallel';
type Shape = {
  type: BlockType;
  branches: { id: string; name: string; when: Condition | null; flow: BpmnFlow }[];
  /** Where it comes together; null when all its branches lead back. */
  after: string | null;
  leftOut: LeftOut[];
};

const types: Record<string, BlockType> = {
  'bpmn:ExclusiveGateway': 'condition',
  'bpmn:InclusiveGateway': 'inclusive',
  'bpmn:ParallelGateway': 'parallel',
};

/** The block that begins where a way is divided: its kind, its branches, and where it comes together. */
export function blockShape(graph: BpmnGraph, node: BpmnNode): Shape {
  const { element, out } = node;
  const gateway = types[element.$type];
  if (!gateway && element.$type.endsWith('Gateway')) {
    throw new AppError('workflow.bpmnUnsupported', {
      node: nameOf(element) || node.id,
      element: element.$type.replace('bpmn:', ''),
    });
  }
  // A task with several ways out takes all those whose condition holds.
  const type = gateway ?? (out.some((flow) => flow.element.conditionExpression) ? 'inclusive' : 'parallel');
  const after = meetingOf(graph, node, type);
  const otherwise = textOf(element.default as BpmnElement | undefined, 'id');
  const read = out.map((flow) => branchOf(flow, textOf(flow.element, 'id') === otherwise, type));
  const ids = read.map((branch) => branch.id);
  const usable = ids.every(isKey) && new Set(ids).size === ids.length;
  return {
    type,
    after,
    branches: read.map(({ when, name, flow }, index) => {
      const id = usable ? (ids[index] ?? '') : `b${index + 1}`;
      return { id, name: shortName(name, id), when, flow };
    }),
    leftOut: read.flatMap((branch) => branch.leftOut),
  };
}

function branchOf(flow: BpmnFlow, isDefault: boolean, type: BlockType) {
  const own = settingsOf(flow.element);
  const id = typeof own?.branch === 'string' ? own.branch : '';
  const text = textOf(flow.element.conditionExpression as BpmnElement | undefined, 'body');
  const when = text === '' || isDefault || type === 'parallel' ? null : conditionFrom(own?.when, text);
  const lost = text !== '' && when === null;
  const name = nameOf(flow.element) || text;
  return { id, name, when, flow, leftOut: lost ? [leftOut(flow.element, 'bpmn:conditionExpression')] : [] };
}

/** The condition that we have written, as long as nobody has changed its expression. */
function conditionFrom(own: unknown, text: string): Condition | null {
  const known = conditionIn(own);
  return known && expressionOf(known) === text ? known : conditionOf(text);
}

function meetingOf(graph: BpmnGraph, node: BpmnNode, type: BlockType): string | null {
  const ahead = node.out.filter(({ back, target }) => !back && graph.meeting.has(target));
  const [first, second] = ahead;
  const own = settingsOf(node.element)?.type === type;
  if (!first || !second) {
    // Tokens that have gone their own way do not come to where the others wait.
    if (type !== 'condition' && !own) throw unstructured(node.element);
  }
  if (!first) return null;
  const closed = closedBy(graph, node.id);
  if (closed !== null) return closed;
  const after = second ? (graph.meeting.get(node.id) ?? theEnd) : first.target;
  const place = graph.nodes.get(after);
  if (place && second && !fits(type, place)) throw unstructured(place.element);
  return after;
}

/** The gateway that we have written as the end of a block, if all its ways still go through it. */
function closedBy(graph: BpmnGraph, id: string): string | null {
  for (let at = graph.meeting.get(id) ?? theEnd; at !== theEnd; at = graph.meeting.get(at) ?? theEnd) {
    const element = graph.nodes.get(at)?.element;
    if (element && settingsOf(element)?.closes === id) return at;
  }
  return null;
}

/** Whether ways of a block may come together there: each goes on by itself, or one waits for all that were begun. */
function fits(type: BlockType, { element, in: ways }: BpmnNode): boolean {
  const gateway = types[element.$type];
  if (type === 'condition') return gateway !== 'parallel' || ways < 2;
  return gateway === 'inclusive' || (type === 'parallel' && gateway === 'parallel');
}
