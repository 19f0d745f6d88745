import type { BpmnElement } from '../../platform/bpmn.ts';
import { AppError } from '../../platform/errors.ts';
import { elementsIn, nameOf, textOf } from './workflow.bpmn.elements.rules.ts';

export type BpmnFlow = { element: BpmnElement; source: string; target: string; back: boolean };
export type BpmnNode = { id: string; element: BpmnElement; out: BpmnFlow[]; in: number };
/** Where every way ends. */
export const theEnd = '';

export type BpmnGraph = {
  nodes: ReadonlyMap<string, BpmnNode>;
  start: string | null;
  /** The place that all ways from a node which come to an end go through next; none for those that only lead back. */
  meeting: ReadonlyMap<string, string>;
  /** What is reached neither from the start nor by anything that can be carried. */
  unreached: readonly BpmnElement[];
};

/** Most elements with a place in the flow. */
export const mostNodes = 1000;

/** The flow of a process or sub-process. */
export function graphOf(container: BpmnElement): BpmnGraph {
  const all = elementsIn(container, 'flowElements');
  const places = all.filter((one) => one.$instanceOf?.('bpmn:FlowNode') && one.$type !== 'bpmn:BoundaryEvent');
  if (places.length > mostNodes) throw new AppError('workflow.bpmnTooBig', { max: mostNodes });
  const nodes = new Map<string, BpmnNode>();
  for (const element of places) {
    const id = textOf(element, 'id');
    // Nothing leads to what has no id.
    if (id !== '') nodes.set(id, { id, element, out: [], in: 0 });
  }
  for (const element of all) {
    if (element.$type !== 'bpmn:SequenceFlow') continue;
    const [source, target] = [refOf(element, 'sourceRef'), refOf(element, 'targetRef')];
    if (nodes.has(target)) nodes.get(source)?.out.push({ element, source, target, back: false });
  }
  for (const node of nodes.values()) sortOut(node);
  const start = startOf(nodes, container);
  const order = start === null ? [] : walk(nodes, start);
  const reached = new Set(order);
  for (const id of reached) for (const { back, target } of nodes.get(id)?.out ?? []) if (!back) count(nodes, target);
  const unreached = [...all.filter((one) => one.$type === 'bpmn:BoundaryEvent'), ...places].filter(
    (element) => !reached.has(textOf(element, 'id')),
  );
  return { nodes, start, meeting: meetings(nodes, order), unreached };
}

const refOf = (element: BpmnElement, property: string) => textOf(element[property] as BpmnElement | undefined, 'id');

function count(nodes: ReadonlyMap<string, BpmnNode>, id: string): void {
  const node = nodes.get(id);
  if (node) node.in += 1;
}

/** In the order in which the element names them, where it names them. */
function sortOut(node: BpmnNode): void {
  const named = elementsIn(node.element, 'outgoing').map((flow) => textOf(flow, 'id'));
  if (named.length < node.out.length) return;
  const place = ({ element }: BpmnFlow) => named.indexOf(textOf(element, 'id'));
  node.out.sort((a, b) => place(a) - place(b));
}

function startOf(nodes: ReadonlyMap<string, BpmnNode>, container: BpmnElement): string | null {
  const targets = new Set([...nodes.values()].flatMap(({ out }) => out.map(({ target }) => target)));
  const events = [...nodes.values()].filter(({ element }) => element.$type === 'bpmn:StartEvent');
  const first = [...nodes.values()].filter(({ id }) => !targets.has(id));
  const starts = events.length > 0 ? events : first;
  const [, second] = starts;
  if (second) throw unstructured(second.element);
  if (starts.length === 0 && nodes.size > 0) throw unstructured(container);
  return starts[0]?.id ?? null;
}

/** The file has no blocks at this element: the way goes on in another place than where it was divided. */
export const unstructured = (element: BpmnElement): AppError =>
  new AppError('workflow.bpmnUnstructured', { node: nameOf(element) || textOf(element, 'id') });

/** Marks what leads back to where it came from; answers what is reached, each after all that comes after it. */
function walk(nodes: ReadonlyMap<string, BpmnNode>, start: string): string[] {
  const order: string[] = [];
  const state = new Map<string, 'open' | 'closed'>([[start, 'open']]);
  const stack = [{ id: start, next: 0 }];
  for (let here = stack.at(-1); here; here = stack.at(-1)) {
    const flow = nodes.get(here.id)?.out[here.next];
    here.next += 1;
    if (!flow) {
      state.set(here.id, 'closed');
      order.push(here.id);
      stack.pop();
      continue;
    }
    const seen = state.get(flow.target);
    flow.back = seen === 'open';
    if (seen) continue;
    state.set(flow.target, 'open');
    stack.push({ id: flow.target, next: 0 });
  }
  return order;
}

/** The nearest place that is on every way to the end; `order` has each node after all that come after it. */
function meetings(nodes: ReadonlyMap<string, BpmnNode>, order: readonly string[]): Map<string, string> {
  const meeting = new Map<string, string>();
  const depth = new Map<string, number>([[theEnd, 0]]);
  const common = (one: string, other: string): string => {
    let [a, b] = [one, other];
    while (a !== b) {
      if ((depth.get(a) ?? 0) >= (depth.get(b) ?? 0)) a = meeting.get(a) ?? theEnd;
      else b = meeting.get(b) ?? theEnd;
    }
    return a;
  };
  for (const id of order) {
    const out = nodes.get(id)?.out ?? [];
    const ahead =
      out.length === 0
        ? [theEnd]
        : out.filter(({ back, target }) => !back && depth.has(target)).map(({ target }) => target);
    const [first, ...others] = ahead;
    if (first === undefined) continue;
    const next = others.reduce(common, first);
    meeting.set(id, next);
    depth.set(id, (depth.get(next) ?? 0) + 1);
  }
  return meeting;
}
