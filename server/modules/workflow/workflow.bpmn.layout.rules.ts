import type { WorkflowNode } from '../../../contract/workflows.definition.ts';
import { startNode } from '../../../contract/workflows.definition.ts';
import type { BpmnDraft } from '../../platform/bpmn.ts';
import { isBlock, neverPassed } from './workflow.graph.rules.ts';

/** A flow from one element to another; `branch` when it begins a branch. */
export type Line = {
  id: string;
  from: string;
  target: string;
  branch?: { block: { id: string }; branch: { id: string } };
};
type Point = { x: number; y: number };
type Box = Point & { width: number; height: number };

const task = { width: 120, height: 70 };
const gateway = { width: 50, height: 50 };
const event = { width: 36, height: 36 };
const [down, across, margin] = [50, 40, 60];

/** Boxes of the elements, and where each branch runs down. */
type Layout = { boxes: Map<string, Box>; columns: Map<string, number> };

/** The picture of what is drawn: downwards, branches beside each other, ways back along the left. */
export function diagramOf(processId: string, nodes: readonly WorkflowNode[], flows: readonly Line[]): BpmnDraft {
  const layout: Layout = { boxes: new Map(), columns: new Map() };
  const middle = margin + across + widthOf(nodes) / 2;
  put(layout, 'start.event', event, middle, margin);
  put(layout, startNode, task, middle, margin + event.height + down);
  const bottom = place(layout, nodes, middle, margin + event.height + task.height + 2 * down);
  put(layout, 'end.event', event, middle, bottom);
  return {
    $type: 'bpmndi:BPMNDiagram',
    id: 'diagram',
    plane: {
      $type: 'bpmndi:BPMNPlane',
      id: 'plane',
      bpmnElement: { to: processId },
      planeElement: [
        ...[...layout.boxes].map(([id, box]) => ({
          $type: 'bpmndi:BPMNShape',
          id: `shape.${id}`,
          bpmnElement: { to: id },
          bounds: { $type: 'dc:Bounds', ...box },
        })),
        ...flows.map((flow) => ({
          $type: 'bpmndi:BPMNEdge',
          id: `edge.${flow.id}`,
          bpmnElement: { to: flow.id },
          waypoint: wayOf(layout, flow).map((point) => ({ $type: 'dc:Point', ...point })),
        })),
      ],
    },
  };
}

function put({ boxes }: Layout, id: string, size: typeof task, middle: number, y: number): void {
  boxes.set(id, { x: middle - size.width / 2, y, ...size });
}

function widthOf(nodes: readonly WorkflowNode[]): number {
  const widths = nodes.map((step) => {
    if (!isBlock(step)) return task.width;
    return step.branches.reduce((sum, branch) => sum + widthOf(branch.nodes) + across, -across);
  });
  return Math.max(task.width, ...widths);
}

const sizeOf = ({ type }: WorkflowNode) => (type === 'wait' || type === 'back' ? event : task);

/** Answers where it goes on below. */
function place(layout: Layout, nodes: readonly WorkflowNode[], middle: number, top: number): number {
  let y = top;
  for (const step of nodes) {
    if (isBlock(step)) {
      put(layout, step.id, gateway, middle, y);
      y += gateway.height + down;
      let [left, bottom] = [middle - widthOf([step]) / 2, y];
      for (const branch of step.branches) {
        const width = widthOf(branch.nodes);
        layout.columns.set(`${step.id}/${branch.id}`, left + width / 2);
        bottom = Math.max(bottom, place(layout, branch.nodes, left + width / 2, y));
        left += width + across;
      }
      y = bottom;
      // A block that nothing comes out of has no join.
      if (step.branches.every((branch) => branch.nodes.some(neverPassed))) continue;
      put(layout, `join.${step.id}`, gateway, middle, y);
      y += gateway.height + down;
    } else {
      put(layout, step.id, sizeOf(step), middle, y);
      y += sizeOf(step).height + down;
    }
  }
  return y;
}

function wayOf({ boxes, columns }: Layout, { from, target, branch }: Line): Point[] {
  const [source, goal] = [boxes.get(from), boxes.get(target)];
  if (!source || !goal) return [];
  const [begin, end] = [
    { x: source.x + source.width / 2, y: source.y + source.height },
    { x: goal.x + goal.width / 2, y: goal.y },
  ];
  if (end.y < begin.y) {
    const [low, high] = [source.y + source.height / 2, goal.y + goal.height / 2];
    return [
      { x: source.x, y: low },
      { x: margin / 2, y: low },
      { x: margin / 2, y: high },
      { x: goal.x, y: high },
    ];
  }
  const column = (branch && columns.get(`${branch.block.id}/${branch.branch.id}`)) ?? begin.x;
  const way = [
    begin,
    { x: begin.x, y: begin.y + down / 2 },
    { x: column, y: begin.y + down / 2 },
    { x: column, y: end.y - down / 2 },
    { x: end.x, y: end.y - down / 2 },
    end,
  ];
  return way.filter((point, index) => index === 0 || !isStraight(way[index - 1], point, way[index + 1]));
}

/** Whether a point adds nothing to the way: it is the one before, or lies between its neighbours on one line. */
function isStraight(before: Point | undefined, { x, y }: Point, after: Point | undefined): boolean {
  if (!before) return false;
  if (before.x === x && before.y === y) return true;
  return after !== undefined && ((before.x === x && after.x === x) || (before.y === y && after.y === y));
}
