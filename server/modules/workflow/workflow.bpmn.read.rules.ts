import type { WorkflowNode } from '../../../contract/workflows.definition.ts';
import type { BpmnElement } from '../../platform/bpmn.ts';
import { AppError } from '../../platform/errors.ts';
import { blockShape } from './workflow.bpmn.blocks.rules.ts';
import type { LeftOut } from './workflow.bpmn.elements.rules.ts';
import {
  elementsIn,
  foreignNode,
  leftOut,
  nameOf,
  ownNode,
  settingsOf,
  strange,
  textOf,
} from './workflow.bpmn.elements.rules.ts';
import type { BpmnFlow, BpmnGraph, BpmnNode } from './workflow.bpmn.graph.rules.ts';
import { graphOf, mostNodes, theEnd, unstructured } from './workflow.bpmn.graph.rules.ts';
import { keyOf, shortName } from './workflow.bpmn.names.rules.ts';
import { isPeopleNode } from './workflow.graph.rules.ts';

type BackNode = Extract<WorkflowNode, { type: 'back' }>;

/** One file that is being read. */
export type Reading = {
  /** Who stands for people that are still to be chosen. */
  personId: string;
  ids: Map<string, string>;
  taken: Set<string>;
  leftOut: LeftOut[];
  /** Settings of the starter's own step. */
  start: Record<string, unknown>;
  /** By element: where a person acts first in what it became. */
  first: Map<string, string>;
  /** Ways back, with the element that each leads to. */
  backs: { node: BackNode; graph: BpmnGraph; flow: BpmnFlow; own: boolean }[];
};

const deepest = 30;
const asideTypes = ['bpmn:DataObject', 'bpmn:DataObjectReference', 'bpmn:DataStoreReference'];

/** The nodes of a process or sub-process; what is not made of blocks is refused by the name of an element. */
export function nodesIn(reading: Reading, container: BpmnElement, depth: number): WorkflowNode[] {
  const graph = graphOf(container);
  const data = elementsIn(container, 'flowElements').filter(({ $type }) => asideTypes.includes($type));
  const lanes = elementsIn(container, 'laneSets').flatMap((set) => elementsIn(set, 'lanes'));
  const aside = [...graph.unreached, ...data, ...lanes, ...elementsIn(container, 'artifacts')];
  reading.leftOut.push(...aside.map((element) => leftOut(element)));
  return graph.start === null ? [] : sequence({ reading, graph, container }, graph.start, theEnd, depth);
}

export type Walk = { reading: Reading; graph: BpmnGraph; container: BpmnElement };

function sequence(walk: Walk, from: string, stop: string, depth: number): WorkflowNode[] {
  if (depth > deepest) throw new AppError('workflow.bpmnTooBig', { max: mostNodes });
  const nodes: WorkflowNode[] = [];
  let [here, met] = [from, ''];
  while (here !== stop) {
    const node = walk.graph.nodes.get(here);
    // Only the place where a block has just come together may have several ways in.
    if (!node || (node.in > 1 && here !== met)) throw unstructured(node?.element ?? walk.container);
    const [only, second] = node.out;
    const own = settingsOf(node.element)?.type === 'back' && only?.back === true;
    if (!own) nodes.push(...carry(walk, node, depth));
    if (second) {
      const { block, after } = blockOf(walk, node, depth);
      nodes.push(block);
      if (after === null) return nodes;
      [here, met] = [after, after];
    } else if (only?.back) {
      nodes.push(backNode(walk.reading, walk.graph, only, own ? node.element : null));
      return nodes;
    } else {
      if (only?.element.conditionExpression)
        walk.reading.leftOut.push(leftOut(only.element, 'bpmn:conditionExpression'));
      here = only?.target ?? theEnd;
    }
  }
  return nodes;
}

/** What an element becomes; gateways are told by what comes out of them. */
function carry({ reading }: Walk, { id, element }: BpmnNode, depth: number): WorkflowNode[] {
  const settings = settingsOf(element);
  if (settings?.type === 'start') {
    reading.start = settings;
    reading.first.set(id, 'start');
    return [];
  }
  if (element.$type === 'bpmn:SubProcess' || element.$type === 'bpmn:Transaction') {
    const loop = element.loopCharacteristics as BpmnElement | undefined;
    reading.leftOut.push(...strange(element), ...(loop ? [leftOut(element, loop.$type)] : []));
    return first(reading, id, nodesIn(reading, element, depth + 1));
  }
  const isPlace = /(?:StartEvent|EndEvent|Gateway)$/.test(element.$type);
  const named = { id: isPlace ? '' : keyOf(reading, id), name: shortName(nameOf(element), id) };
  const own = isPlace ? null : ownNode(element, named);
  if (own) {
    reading.leftOut.push(...strange(element));
    return first(reading, id, [own]);
  }
  const found = foreignNode(element, named, reading.personId);
  reading.leftOut.push(...found.leftOut);
  return first(reading, id, found.node ? [found.node] : []);
}

function first(reading: Reading, elementId: string, nodes: WorkflowNode[]): WorkflowNode[] {
  const acting = nodes.find(isPeopleNode);
  if (acting) reading.first.set(elementId, acting.id);
  return nodes;
}

function backNode(reading: Reading, graph: BpmnGraph, flow: BpmnFlow, own: BpmnElement | null): BackNode {
  const element = own ?? flow.element;
  const id = textOf(element, 'id');
  const target = graph.nodes.get(flow.target)?.element;
  const name = shortName(nameOf(element) || (target ? nameOf(target) : ''), id);
  const node: BackNode = { type: 'back', id: keyOf(reading, id), name, node: 'start' };
  reading.backs.push({ node, graph, flow, own: own !== null });
  return node;
}

function blockOf(walk: Walk, node: BpmnNode, depth: number): { block: WorkflowNode; after: string | null } {
  const { reading, graph } = walk;
  const shape = blockShape(graph, node);
  const isGateway = node.element.$type.endsWith('Gateway');
  const id = isGateway ? keyOf(reading, node.id) : keyOf(reading, '');
  const name = shortName(nameOf(node.element), node.id);
  reading.leftOut.push(...shape.leftOut);
  const branches = shape.branches.map(({ flow, ...branch }) => ({
    ...branch,
    nodes: flow.back
      ? [backNode(reading, graph, flow, null)]
      : sequence(walk, flow.target, shape.after ?? theEnd, depth + 1),
  }));
  const plain = branches.map(({ when: _, ...branch }) => branch);
  const block: WorkflowNode =
    shape.type === 'parallel'
      ? { type: 'parallel', id, name, branches: plain }
      : { type: shape.type, id, name, branches };
  return { block, after: shape.after };
}
