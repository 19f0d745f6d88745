import type { Condition, WorkflowNode } from '../../../contract/workflows.definition.ts';
import { conditionFacts, startNode } from '../../../contract/workflows.definition.ts';
import type { WorkflowContent, WorkflowFault } from '../../../contract/workflows.design.ts';
import type { Form, FormField } from '../../../contract/workflows.forms.ts';
import { referencesIn } from '../../../contract/workflows.values.ts';
import { AppError } from '../../platform/errors.ts';
import { formFaults } from './workflow.design.forms.rules.ts';
import { isBlock, isPeopleNode, neverPassed, problemsOf } from './workflow.graph.rules.ts';
import { assigneesOf, casesOf, mentioned, othersOf } from './workflow.people.rules.ts';

type Code = WorkflowFault['code'];
type Block = Extract<WorkflowNode, { branches: unknown }>;
/** A node with the blocks around it, from the outside in. */
type Drawn = { step: WorkflowNode; around: readonly Block[] };

/** What has to be known of the company to judge a drawing. */
export type Known = {
  /** Who works here, of the people whom the drawing names. */
  active: ReadonlySet<string>;
  /** How many hold each of its roles. */
  holders: ReadonlyMap<string, number>;
  /** Its sub-processes that can be started, and whether they lead back to it. */
  children: ReadonlyMap<string, { circle: boolean }>;
};

/** Every node, in the order of drawing. */
function drawn(nodes: readonly WorkflowNode[], around: readonly Block[] = []): Drawn[] {
  return nodes.flatMap((step) => {
    const inner = isBlock(step) ? step.branches.flatMap((branch) => drawn(branch.nodes, [...around, step])) : [];
    return [{ step, around }, ...inner];
  });
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Everybody and everything of the company that a drawing names, by id. */
export function namedIn({ definition, form }: WorkflowContent) {
  const steps = drawn(definition.nodes).map(({ step }) => step);
  const { people, roles } = mentioned(steps.flatMap(assigneesOf));
  return {
    people: [...people, ...steps.flatMap(othersOf), ...peopleOfTemplates(form).map(({ id }) => id)],
    roles,
    children: steps.flatMap((step) => (step.type === 'child' ? [step.definitionId] : [])),
  };
}

const peopleOfTemplates = (form: Form) =>
  form.templates.flatMap(({ values }) =>
    referencesIn(form, values).filter(({ kind, id }) => kind === 'person' && uuid.test(id)),
  );

/** What has to be mended before it can be published: of the drawing in its order, then of the form. */
export function faultsOf(content: WorkflowContent, known: Known): WorkflowFault[] {
  const { definition, form } = content;
  const nodes = drawn(definition.nodes);
  const places = new Map([startNode, ...nodes.map(({ step }) => step.id)].map((id, index) => [id, index]));
  const place = ({ nodeId }: WorkflowFault) => places.get(nodeId ?? '') ?? 0;
  const ofNodes: WorkflowFault[] = [
    ...problemsOf(definition).map((problem) => ({ ...problem, field: null })),
    ...unknownFields(startNode, Object.keys(definition.fields), form),
    ...loopFaults(nodes),
    ...nodes.flatMap((one) => [...nameFaults(one.step, known), ...fieldFaults(one.step, form)]),
  ].sort((a, b) => place(a) - place(b));
  const left = peopleOfTemplates(form).filter(({ id }) => !known.active.has(id.toLowerCase()));
  const ofForm = [
    ...formFaults(form),
    ...left.map(({ field }): WorkflowFault => ({ code: 'personLeft', nodeId: null, field })),
  ];
  return distinct([...ofNodes, ...ofForm]);
}

/** What keeps a drawing from being walked at all, not only from being published. */
export const hinders = ({ code }: WorkflowFault): boolean => hindering.has(code);
const hindering = new Set<Code>([
  'empty',
  'idTwice',
  'noDefault',
  'twoDefaults',
  'fewBranches',
  'notEarlier',
  'unreachable',
  'rejectAtHandling',
  'backWithoutCondition',
  'keyTwice',
]);

function distinct(faults: readonly WorkflowFault[]): WorkflowFault[] {
  const byText = new Map(faults.map((fault) => [JSON.stringify([fault.code, fault.nodeId, fault.field]), fault]));
  return [...byText.values()];
}

/** Ways back that nothing decides about would be gone without end: the decision has to lie within the loop. */
function loopFaults(nodes: readonly Drawn[]): WorkflowFault[] {
  const deciding = nodes.flatMap(({ step }) =>
    isBlock(step) && step.type !== 'parallel' && !neverPassed(step) ? [step] : [],
  );
  const [blocks, aroundOf] = [new Set<Block>(deciding), new Map(nodes.map(({ step, around }) => [step.id, around]))];
  return nodes.flatMap(({ step, around }): WorkflowFault[] => {
    if (step.type !== 'back') return [];
    const target = aroundOf.get(step.node) ?? [];
    const isDecided = around.some((block) => blocks.has(block) && !target.includes(block));
    return isDecided ? [] : [{ code: 'backWithoutCondition', nodeId: step.id, field: null }];
  });
}

function nameFaults(step: WorkflowNode, { active, holders, children }: Known): WorkflowFault[] {
  const { people, roles } = mentioned(assigneesOf(step));
  const codes: Code[] = [];
  if ([...people, ...othersOf(step)].some((id) => !active.has(id))) codes.push('personLeft');
  if (roles.some((id) => !holders.has(id))) codes.push('unknownRole');
  const vacant = roles.some((id) => holders.get(id) === 0);
  if (vacant && isPeopleNode(step) && step.empty === 'owner') codes.push('emptyOwnerOnly');
  if (step.type === 'child') {
    const child = children.get(step.definitionId);
    if (!child) codes.push('unknownChild');
    else if (child.circle) codes.push('childInCircle');
  }
  return codes.map((code) => ({ code, nodeId: step.id, field: null }));
}

function fieldFaults(step: WorkflowNode, form: Form): WorkflowFault[] {
  const fault = (code: Code, field: string): WorkflowFault => ({ code, nodeId: step.id, field });
  const assignees = assigneesOf(step);
  const leaves = [...conditionsOf(step), ...assignees.flatMap(casesOf)].flatMap(leavesOf);
  const named = mentioned(assignees).fields;
  const rights = isPeopleNode(step) ? Object.keys(step.fields) : [];
  return [
    ...unknownFields(step.id, [...named, ...rights], form),
    ...leaves
      .filter(({ field }) => !isFact(field) && !compared(form, field))
      .map(({ field }) => fault('unknownField', field)),
    ...named
      .filter((key) => form.fields.some((field) => field.key === key && field.type !== 'person'))
      .map((key) => fault('notAPersonField', key)),
    ...leaves
      .filter((leaf) => !choicesFit(leaf, compared(form, leaf.field)))
      .map(({ field }) => fault('unknownChoice', field)),
  ];
}

const unknownFields = (nodeId: string, keys: readonly string[], form: Form): WorkflowFault[] =>
  keys
    .filter((key) => !form.fields.some((field) => field.key === key))
    .map((field) => ({ code: 'unknownField', nodeId, field }));

const conditionsOf = (step: WorkflowNode): Condition[] =>
  step.type === 'condition' || step.type === 'inclusive'
    ? step.branches.flatMap(({ when }) => (when === null ? [] : [when]))
    : [];

type Leaf = Extract<Condition, { field: string }>;

function leavesOf(condition: Condition): Leaf[] {
  if ('all' in condition) return condition.all.flatMap(leavesOf);
  if ('any' in condition) return condition.any.flatMap(leavesOf);
  return 'not' in condition ? leavesOf(condition.not) : [condition];
}

const isFact = (key: string): boolean => conditionFacts.some((fact) => fact === key);

/** The field that a condition can ask about; what only explains has no value. */
const compared = (form: Form, key: string): FormField | undefined =>
  form.fields.find((field) => field.key === key && field.type !== 'explanation');

function choicesFit(leaf: Leaf, field: FormField | undefined): boolean {
  if ((field?.type !== 'choice' && field?.type !== 'multiChoice') || !('value' in leaf)) return true;
  const values = Array.isArray(leaf.value) ? leaf.value : [leaf.value];
  return values.every((value) => field.choices?.some((choice) => choice.key === value));
}

/** The error that names the first fault; null when there is none. */
export function refusalOf({ definition, form }: WorkflowContent, [first]: readonly WorkflowFault[]): AppError | null {
  if (!first) return null;
  const { code: fault, nodeId, field: key } = first;
  if (fault === 'empty') return new AppError('workflow.nothingDrawn');
  const nodes = drawn(definition.nodes).map(({ step }) => step);
  const field = fieldName(form, key ?? '');
  if (nodeId === null) return new AppError('workflow.faultyForm', { fault, field });
  const node = nodes.find((step) => step.id === nodeId)?.name ?? nodeId;
  return new AppError('workflow.faultyNode', { fault, node, field });
}

/** What a field, a column or a template is called. */
function fieldName(form: Form, path: string): string {
  const [key, inner] = path.split('.');
  const field = form.fields.find((one) => one.key === key);
  const column = field?.type === 'table' ? field.columns.find((one) => one.key === inner) : undefined;
  return column?.label ?? field?.label ?? form.templates.find((one) => one.key === key)?.name ?? path;
}
