import { isTooDeep } from '../../../contract/base.ts';
import type { Condition, WorkflowNode } from '../../../contract/workflows.definition.ts';
import { definition } from '../../../contract/workflows.definition.ts';
import type { BpmnElement } from '../../platform/bpmn.ts';
import { durationOf, hoursOf } from './workflow.bpmn.times.rules.ts';

export type LeftOut = { element: string; id: string; name: string };

/** A text property of an element; empty when there is none. */
export function textOf(element: BpmnElement | undefined, property: string): string {
  const value = element?.[property];
  return typeof value === 'string' ? value : '';
}

export const nameOf = (element: BpmnElement): string =>
  textOf(element, 'name')
    .replace(/[\t\n\r]+/gu, ' ')
    .trim();

export function elementsIn(element: BpmnElement | undefined, property: string): BpmnElement[] {
  const value = element?.[property];
  return Array.isArray(value) ? value.filter((one): one is BpmnElement => typeof one?.$type === 'string') : [];
}

export const leftOut = (element: BpmnElement, type = element.$type): LeftOut => ({
  element: type.slice(0, 80),
  id: textOf(element, 'id').slice(0, 200),
  name: nameOf(element).slice(0, 200),
});

const isSettings = ({ $type }: BpmnElement) => $type === 'licheng:Settings';
const extensionsOf = (element: BpmnElement) =>
  elementsIn(element.extensionElements as BpmnElement | undefined, 'values');

/** Our own settings of an element; null when it has none that can be read. */
export function settingsOf(element: BpmnElement): Record<string, unknown> | null {
  const found = extensionsOf(element).find(isSettings);
  try {
    const read: unknown = JSON.parse(textOf(found, 'body'));
    return typeof read === 'object' && read !== null && !isTooDeep(read) ? { ...read } : null;
  } catch {
    // Not written by us, or damaged since: the element stands for itself.
    return null;
  }
}

/** What of an element nothing here stands for: attributes and extensions of other programs, people, repetitions. */
export function strange(element: BpmnElement): LeftOut[] {
  const attributes = Object.keys(element.$attrs ?? {}).filter(
    (name) => name.includes(':') && !name.startsWith('xmlns'),
  );
  const extensions = extensionsOf(element).filter((one) => !isSettings(one));
  const others = [...extensions, ...elementsIn(element, 'resources')].map(({ $type }) => $type);
  return [...new Set([...attributes, ...others])].map((type) => leftOut(element, type));
}

type Named = { id: string; name: string };

/** The node that our own settings of an element mean, where what other programs may have changed still counts. */
export function ownNode(element: BpmnElement, named: Named): WorkflowNode | null {
  const own = settingsOf(element);
  if (!own || !('type' in own)) return null;
  const hours = own.type === 'wait' ? waitingOf(element, Number(own.hours)) : null;
  const child = own.type === 'child' ? childOf(element) : null;
  const given = { ...own, ...(hours !== null && { hours }), ...(child && { definitionId: child }), ...named };
  const read = definition.shape.nodes.safeParse([given]);
  return read.success ? (read.data[0] ?? null) : null;
}

/** A condition that we have written; null for anything else. */
export function conditionIn(given: unknown): Condition | null {
  if (given === undefined) return null;
  const branches = [{ id: 'a', name: 'a', nodes: [], when: given }];
  const read = definition.shape.nodes.safeParse([{ type: 'condition', id: 'a', name: 'a', branches }]);
  const block = read.success ? read.data[0] : undefined;
  return block?.type === 'condition' ? (block.branches[0]?.when ?? null) : null;
}

/** Hours of a timer event; those that we have written count to the last digit as long as the duration is the same. */
function waitingOf(element: BpmnElement, own: number | null): number | null {
  const [timer] = elementsIn(element, 'eventDefinitions').filter(({ $type }) => $type === 'bpmn:TimerEventDefinition');
  const text = textOf(timer?.timeDuration as BpmnElement | undefined, 'body');
  if (own !== null && Number.isFinite(own) && durationOf(own) === text) return own;
  const hours = hoursOf(text);
  return hours !== null && hours >= 0.1 && hours <= 20_000 ? hours : null;
}

const called = /^workflow-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/iu;
const childOf = (element: BpmnElement) => called.exec(textOf(element, 'calledElement'))?.[1];

const nobodyKnown = '00000000-0000-0000-0000-000000000000';

type Carried = { node: WorkflowNode | null; leftOut: LeftOut[] };

/** What an element of another program becomes; people are to be chosen, meanwhile it is `personId`. */
export function foreignNode(element: BpmnElement, named: Named, personId: string): Carried {
  const assignee = { by: 'people' as const, personIds: [personId] };
  const loop = element.loopCharacteristics as BpmnElement | undefined;
  const repeated = loop?.$type === 'bpmn:MultiInstanceLoopCharacteristics';
  const mode = repeated && loop?.isSequential === true ? ('inOrder' as const) : ('all' as const);
  const left = [...strange(element), ...(loop && !repeated ? [leftOut(element, loop.$type)] : [])];
  const people = { ...named, assignee, mode, percent: 100, empty: 'owner' as const, limits: [], fields: {} };
  switch (element.$type) {
    case 'bpmn:UserTask': {
      const allow: ('reject' | 'sendBack' | 'transfer')[] = ['reject', 'sendBack', 'transfer'];
      return { node: { type: 'approval', ...people, allow, onReject: 'end', afterReturn: 'choice' }, leftOut: left };
    }
    case 'bpmn:Task':
    case 'bpmn:ManualTask':
      return { node: { type: 'handling', ...people, allow: ['transfer'] }, leftOut: left };
    case 'bpmn:SendTask':
      return { node: { type: 'copy', ...named, assignee }, leftOut: left };
    case 'bpmn:CallActivity': {
      const definitionId = childOf(element) ?? nobodyKnown;
      const unknown = definitionId === nobodyKnown ? [leftOut(element, 'bpmn:calledElement')] : [];
      return { node: { type: 'child', ...named, definitionId, onReject: 'reject' }, leftOut: [...left, ...unknown] };
    }
    case 'bpmn:IntermediateCatchEvent': {
      const hours = waitingOf(element, null);
      return hours === null
        ? { node: null, leftOut: [leftOut(element)] }
        : { node: { type: 'wait', ...named, hours }, leftOut: left };
    }
    case 'bpmn:StartEvent':
    case 'bpmn:EndEvent':
      return {
        node: null,
        leftOut: [...left, ...elementsIn(element, 'eventDefinitions').map(({ $type }) => leftOut(element, $type))],
      };
    case 'bpmn:ExclusiveGateway':
    case 'bpmn:InclusiveGateway':
    case 'bpmn:ParallelGateway':
      return { node: null, leftOut: left };
    default:
      return { node: null, leftOut: [leftOut(element)] };
  }
}
