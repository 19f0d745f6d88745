import type { z } from 'zod';
import type { StandardRole } from '../../../../contract/permissions.ts';
import type {
  Assignee,
  Condition,
  Definition,
  Operation,
  TimeLimit,
  WorkflowNode,
} from '../../../../contract/workflows.definition.ts';
import type { form } from '../../../../contract/workflows.forms.ts';
import type { WorkflowFamily } from '../../../../contract/workflows.ts';

/** The roles of the company that a drawing names. */
export type Roles = (code: StandardRole) => Assignee;

export type Drawing = { nodes: WorkflowNode[]; fields?: Definition['fields']; rules?: Partial<Definition['rules']> };

/** A workflow that a company begins with. What stands in it is content of the company, in the company's language. */
export type Ready = {
  code: string;
  name: string;
  family: WorkflowFamily;
  description: string;
  form: z.input<typeof form>;
  draw: (roles: Roles) => Drawing;
};

type Approval = Extract<WorkflowNode, { type: 'approval' }>;
type Handling = Extract<WorkflowNode, { type: 'handling' }>;

const approving: Operation[] = [
  'reject',
  'sendBack',
  'recall',
  'transfer',
  'delegate',
  'addBefore',
  'addAfter',
  'addPeer',
  'removeSign',
  'copy',
];
const handling: Operation[] = ['sendBack', 'recall', 'transfer', 'delegate', 'copy'];
const people = { mode: 'any', percent: 100, empty: 'supervisor', limits: [], fields: {} } as const;

export const approve = (id: string, name: string, assignee: Assignee, over: Partial<Approval> = {}): Approval => ({
  ...{ type: 'approval', id, name, assignee, ...people, limits: [], allow: approving },
  ...{ onReject: 'end', afterReturn: 'choice', ...over },
});

export const handle = (id: string, name: string, assignee: Assignee, over: Partial<Handling> = {}): Handling => ({
  ...{ type: 'handling', id, name, assignee, ...people, limits: [], allow: handling, ...over },
});

export const inform = (id: string, name: string, assignee: Assignee): WorkflowNode => ({
  ...{ type: 'copy', id, name, assignee },
});

type Case = { name: string; when: Condition; nodes: WorkflowNode[] };
type Otherwise = { name: string; nodes: WorkflowNode[] };

/** `condition`: the first branch that fits; `inclusive`: all that fit; the last one when none does. */
export const choose = (
  type: 'condition' | 'inclusive',
  id: string,
  name: string,
  cases: Case[],
  otherwise: Otherwise,
): WorkflowNode => ({
  ...{ type, id, name },
  branches: [...cases, { ...otherwise, when: null }].map((branch, index) => ({ id: `${id}${index + 1}`, ...branch })),
});

export const together = (
  id: string,
  name: string,
  branches: { name: string; nodes: WorkflowNode[] }[],
): WorkflowNode => ({
  ...{ type: 'parallel', id, name },
  branches: branches.map((branch, index) => ({ id: `${id}${index + 1}`, ...branch })),
});

export const remind = (hours: number): TimeLimit => ({ hours, action: 'remind' });
export const escalate = (hours: number): TimeLimit => ({ hours, action: 'escalate' });

export const supervisor = (levels = 1): Assignee => ({ by: 'supervisor', levels });
export const starter: Assignee = { by: 'starter' };
export const named = (field: string): Assignee => ({ by: 'field', field });

export const more = (field: string, value: string | number): Condition => ({ field, is: 'more', value });
export const atLeast = (field: string, value: string | number): Condition => ({ field, is: 'atLeast', value });
export const equal = (field: string, value: string): Condition => ({ field, is: 'equal', value });
export const oneOf = (field: string, ...value: string[]): Condition => ({ field, is: 'oneOf', value });
/** A customer of the highest level; companies name their levels themselves, and begin this one with an A. */
export const topLevel: Condition = { field: 'subject.level', is: 'contains', value: 'A' };

export const edit = (...keys: string[]) => Object.fromEntries(keys.map((key) => [key, 'edit' as const]));
export const read = (...keys: string[]) => Object.fromEntries(keys.map((key) => [key, 'read' as const]));
export const hide = (...keys: string[]) => Object.fromEntries(keys.map((key) => [key, 'hidden' as const]));

type Field = z.input<typeof form>['fields'][number];
type Choices = Record<string, string>;

const choicesOf = (choices: Choices) => Object.entries(choices).map(([key, label]) => ({ key, label }));

export const choice = (key: string, label: string, choices: Choices, required = false) => ({
  ...{ key, label, type: 'choice' as const, required, choices: choicesOf(choices) },
});
export const multiChoice = (key: string, label: string, choices: Choices, required = false) => ({
  ...{ key, label, type: 'multiChoice' as const, required, choices: choicesOf(choices) },
});

/** Whom it is about. */
export const customer: Field = { key: 'customer', label: '客户', type: 'customer', required: true };
export const files = (label = '附件', required = false): Field => ({
  key: 'files',
  label,
  type: 'attachment',
  required,
});

const units = { t: '吨', kg: '千克', drum: '桶', bag: '袋', set: '套', unit: '台', piece: '件' };

/** Columns of goods with their quantity. */
export const goods = [
  { key: 'product', label: '产品及牌号', type: 'text' as const, required: true },
  { key: 'quantity', label: '数量', type: 'number' as const, required: true, min: 0 },
  choice('unit', '单位', units, true),
];

/** Kinds of costs. */
export const costs = {
  transport: '交通',
  lodging: '住宿',
  meals: '餐饮',
  entertainment: '业务招待',
  samples: '样品快递',
  office: '办公通讯',
  other: '其他',
};
