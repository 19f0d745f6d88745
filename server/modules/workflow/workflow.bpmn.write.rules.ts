import type { Condition, WorkflowNode } from '../../../contract/workflows.definition.ts';
import { startNode } from '../../../contract/workflows.definition.ts';
import type { WorkflowContent } from '../../../contract/workflows.design.ts';
import type { BpmnDraft } from '../../platform/bpmn.ts';
import { expressionOf } from './workflow.bpmn.conditions.rules.ts';
import type { Line } from './workflow.bpmn.layout.rules.ts';
import { diagramOf } from './workflow.bpmn.layout.rules.ts';
import { durationOf } from './workflow.bpmn.times.rules.ts';
import { isBlock } from './workflow.graph.rules.ts';

type Block = Extract<WorkflowNode, { branches: unknown }>;
type Branch = Block['branches'][number] & { when?: Condition | null };

/** A way out of an element that leads to whatever comes next. */
type Exit = { from: string; branch?: { block: Block; branch: Branch; index: number } };
type Flow = Line & Exit;
type Drawing = { elements: BpmnDraft[]; flows: Flow[] };

// Ids of our own nodes have no dot, so that these are never theirs.
const startEvent = 'start.event';
const endEvent = 'end.event';
const joinOf = (blockId: string): string => `join.${blockId}`;

/** What is drawn as a BPMN 2.0 file; what has no counterpart there is kept as settings of our own. */
export function bpmnOf(id: string, name: string, { definition, form, description }: WorkflowContent): BpmnDraft {
  const drawing: Drawing = { elements: [], flows: [] };
  const { nodes, rules, fields } = definition;
  drawing.elements.push({ $type: 'bpmn:StartEvent', id: startEvent });
  link(drawing, [{ from: startEvent }], startNode);
  drawing.elements.push({ $type: 'bpmn:UserTask', id: startNode, name, ...settings({ type: 'start', fields }) });
  const exits = sequence(drawing, nodes, [{ from: startNode }]);
  link(drawing, exits, endEvent);
  drawing.elements.push({ $type: 'bpmn:EndEvent', id: endEvent });
  const processId = `workflow-${id}`;
  const process = {
    $type: 'bpmn:Process',
    id: processId,
    name,
    isExecutable: true,
    ...settings({ rules, form, description }),
    flowElements: [...withFlows(drawing.elements, drawing.flows), ...drawing.flows.map(flowOf)],
  };
  return {
    $type: 'bpmn:Definitions',
    id: 'definitions',
    targetNamespace: 'urn:licheng:workflow:1',
    rootElements: [process],
    diagrams: [diagramOf(processId, nodes, drawing.flows)],
  };
}

const settings = (value: object) => ({
  extensionElements: {
    $type: 'bpmn:ExtensionElements',
    values: [{ $type: 'licheng:Settings', body: JSON.stringify(value) }],
  },
});

function link({ flows }: Drawing, exits: readonly Exit[], target: string): void {
  for (const exit of exits) {
    const { branch } = exit;
    const id = branch ? `${branch.block.id}.${branch.branch.id}` : `flow.${flows.length + 1}`;
    flows.push({ ...exit, id, target });
  }
}

function sequence(drawing: Drawing, nodes: readonly WorkflowNode[], begin: readonly Exit[]): Exit[] {
  let exits = [...begin];
  for (const step of nodes) {
    link(drawing, exits, step.id);
    drawing.elements.push(elementOf(step));
    exits = [{ from: step.id }];
    if (step.type === 'back') {
      link(drawing, exits, step.node);
      exits = [];
    } else if (isBlock(step)) {
      exits = blockExits(drawing, step);
    }
  }
  return exits;
}

/** Branches that lead back have no part in the join; without any that goes on there is none. */
function blockExits(drawing: Drawing, block: Block): Exit[] {
  const inner = block.branches.flatMap((branch: Branch, index) =>
    sequence(drawing, branch.nodes, [{ from: block.id, branch: { block, branch, index } }]),
  );
  if (inner.length === 0) return [];
  const id = joinOf(block.id);
  link(drawing, inner, id);
  const gatewayDirection = 'Converging';
  drawing.elements.push({ $type: gateways[block.type], id, gatewayDirection, ...settings({ closes: block.id }) });
  return [{ from: id }];
}

const gateways = {
  condition: 'bpmn:ExclusiveGateway',
  inclusive: 'bpmn:InclusiveGateway',
  parallel: 'bpmn:ParallelGateway',
} as const;

function elementOf(step: WorkflowNode): BpmnDraft {
  const { id, name, ...own } = step;
  switch (own.type) {
    case 'approval':
    case 'handling':
      return { $type: 'bpmn:UserTask', id, name, ...settings(own) };
    case 'copy':
      return { $type: 'bpmn:SendTask', id, name, ...settings(own) };
    case 'wait':
      return {
        $type: 'bpmn:IntermediateCatchEvent',
        id,
        name,
        ...settings(own),
        eventDefinitions: [{ $type: 'bpmn:TimerEventDefinition', timeDuration: expression(durationOf(own.hours)) }],
      };
    case 'child':
      return { $type: 'bpmn:CallActivity', id, name, calledElement: `workflow-${own.definitionId}`, ...settings(own) };
    case 'back':
      return { $type: 'bpmn:IntermediateThrowEvent', id, name, ...settings({ type: own.type }) };
    default: {
      const other = own.type === 'parallel' ? undefined : own.branches.find(({ when }) => when === null);
      return {
        $type: gateways[own.type],
        id,
        name,
        gatewayDirection: 'Diverging',
        ...(other && { default: { to: `${id}.${other.id}` } }),
        ...settings({ type: own.type }),
      };
    }
  }
}

const expression = (body: string) => ({ $type: 'bpmn:FormalExpression', body });

/** Ways out in the order of the branches: the first that holds is taken. */
function withFlows(elements: readonly BpmnDraft[], flows: readonly Flow[]): BpmnDraft[] {
  const [outs, ins] = [Map.groupBy(flows, ({ from }) => from), Map.groupBy(flows, ({ target }) => target)];
  const refs = (found: readonly Flow[] = []) => found.map(({ id }) => ({ to: id }));
  return elements.map((element) => {
    const id = String(element.id);
    const out = outs.get(id)?.toSorted((a, b) => (a.branch?.index ?? 0) - (b.branch?.index ?? 0));
    return { ...element, incoming: refs(ins.get(id)), outgoing: refs(out) };
  });
}

function flowOf({ id, from, target, branch }: Flow): BpmnDraft {
  const when = branch?.branch.when;
  return {
    $type: 'bpmn:SequenceFlow',
    id,
    sourceRef: { to: from },
    targetRef: { to: target },
    ...(branch && { name: branch.branch.name, ...settings({ branch: branch.branch.id, ...(when && { when }) }) }),
    ...(when && { conditionExpression: expression(expressionOf(when)) }),
  };
}
