import { definition, startNode } from '../../../contract/workflows.definition.ts';
import type { WorkflowContent } from '../../../contract/workflows.design.ts';
import { workflowContent } from '../../../contract/workflows.design.ts';
import type { BpmnElement } from '../../platform/bpmn.ts';
import { AppError, ensure } from '../../platform/errors.ts';
import type { LeftOut } from './workflow.bpmn.elements.rules.ts';
import { elementsIn, leftOut, nameOf, settingsOf, strange, textOf } from './workflow.bpmn.elements.rules.ts';
import type { BpmnGraph } from './workflow.bpmn.graph.rules.ts';
import { mostNodes, unstructured } from './workflow.bpmn.graph.rules.ts';
import { shortName } from './workflow.bpmn.names.rules.ts';
import type { Reading } from './workflow.bpmn.read.rules.ts';
import { nodesIn } from './workflow.bpmn.read.rules.ts';
import { compile } from './workflow.graph.rules.ts';

export type Imported = { name: string; content: WorkflowContent; leftOut: LeftOut[] };

const rules: WorkflowContent['definition']['rules'] = {
  starterApproves: 'supervisor',
  sameTwice: 'pass',
  withdraw: true,
};
const mostNamed = 500;

/** What a BPMN 2.0 file means here, and what could not be carried over; `personId` stands for people to be chosen. */
export function contentFrom(root: BpmnElement, personId: string): Imported {
  const process = processOf(root);
  const reading: Reading = {
    personId,
    ids: new Map(),
    taken: new Set([startNode]),
    leftOut: [...others(root, process), ...strange(process)],
    start: {},
    first: new Map(),
    backs: [],
  };
  const nodes = nodesIn(reading, process, 0);
  const content = settled(process, reading, nodes);
  settleBacks(reading, content);
  const read = workflowContent.safeParse(content);
  if (!read.success) throw new AppError('workflow.bpmnTooBig', { max: mostNodes });
  const name = shortName(nameOf(process) || nameOf(root), textOf(process, 'id') || 'BPMN');
  return { name, content: read.data, leftOut: reading.leftOut.slice(0, mostNamed) };
}

function processOf(root: BpmnElement): BpmnElement {
  const all = elementsIn(root, 'rootElements').filter(({ $type }) => $type === 'bpmn:Process');
  const drawn = all.filter((process) => elementsIn(process, 'flowElements').length > 0);
  const found = drawn.find((process) => process.isExecutable === true) ?? drawn[0] ?? all[0];
  ensure(found, 'workflow.bpmnUnreadable');
  return found;
}

/** Pools, messages, and whatever else stands beside the process. */
function others(root: BpmnElement, process: BpmnElement): LeftOut[] {
  const all = elementsIn(root, 'rootElements').filter((one) => one !== process);
  const inside = all
    .filter(({ $type }) => $type === 'bpmn:Collaboration')
    .flatMap((one) => [
      ...elementsIn(one, 'participants'),
      ...elementsIn(one, 'messageFlows'),
      ...elementsIn(one, 'artifacts'),
    ])
    .filter(({ processRef }) => processRef !== process);
  return [...all.filter(({ $type }) => $type !== 'bpmn:Collaboration'), ...inside].map((element) => leftOut(element));
}

/** With our own settings of the whole, each as far as it can be read. */
function settled(
  process: BpmnElement,
  { start }: Reading,
  nodes: WorkflowContent['definition']['nodes'],
): WorkflowContent {
  const own = settingsOf(process) ?? {};
  const { form, description } = workflowContent.shape;
  const known = {
    rules: definition.shape.rules.safeParse(own.rules),
    fields: definition.shape.fields.safeParse(start.fields),
    form: form.safeParse(own.form),
    description: description.safeParse(
      own.description ?? textOf(elementsIn(process, 'documentation')[0], 'text').slice(0, 500),
    ),
  };
  return {
    definition: { nodes, rules: known.rules.data ?? rules, fields: known.fields.data ?? {} },
    form: known.form.data ?? { fields: [], templates: [] },
    description: known.description.data ?? '',
  };
}

/** Lets every way back lead to where a person acts; only what every way has passed can be gone back to. */
function settleBacks(reading: Reading, content: WorkflowContent): void {
  for (const { node, graph, flow } of reading.backs)
    node.node = reading.first.get(actingFrom(reading, graph, flow.target)) ?? startNode;
  const { nodes } = compile(content.definition);
  for (const { node, flow, graph, own } of reading.backs) {
    const here = nodes.get(node.id);
    const within = own || nodes.get(node.node)?.path.length === here?.path.length;
    const source = graph.nodes.get(flow.source)?.element ?? flow.element;
    if (!here?.earlier.includes(node.node) || !within) throw unstructured(source);
  }
}

/** The first element from here on in which a person acts, as long as there is one way only. */
function actingFrom({ first }: Reading, graph: BpmnGraph, from: string): string {
  const seen = new Set<string>();
  for (let at = from; !seen.has(at); ) {
    if (first.has(at)) return at;
    seen.add(at);
    const [only, second] = graph.nodes.get(at)?.out ?? [];
    if (!only || second || only.back) break;
    at = only.target;
  }
  return from;
}
