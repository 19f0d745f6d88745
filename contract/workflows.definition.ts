import { z } from 'zod';
import { id, line } from './base.ts';

/** The starter's own step: filling in the form, and mending it when it was sent back. */
export const startNode = 'start';

/** A node's, branch's or field's name within one definition. */
const key = z
  .string()
  .max(40)
  .regex(/^[A-Za-z][\w-]*$/);

const scalar = z.union([z.string().max(200), z.number(), z.boolean()]);

/** What conditions know besides the form: names of the customer's level and segment, and of the starter's department. */
export const conditionFacts = ['subject.level', 'subject.segment', 'starter.department'] as const;
export type ConditionFact = (typeof conditionFacts)[number];

/** A condition on the top fields of the form and on `conditionFacts`. */
export type Condition =
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition }
  | {
      field: string;
      is: 'equal' | 'notEqual' | 'less' | 'atMost' | 'more' | 'atLeast' | 'contains';
      value: string | number | boolean;
    }
  | { field: string; is: 'oneOf' | 'noneOf'; value: (string | number | boolean)[] }
  | { field: string; is: 'empty' | 'filled' };

const field = z
  .string()
  .max(80)
  .regex(/^[A-Za-z][\w.-]*$/);
const condition: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(condition).min(1).max(20) }),
    z.strictObject({ any: z.array(condition).min(1).max(20) }),
    z.strictObject({ not: condition }),
    z.strictObject({
      field,
      is: z.enum(['equal', 'notEqual', 'less', 'atMost', 'more', 'atLeast', 'contains']),
      value: scalar,
    }),
    z.strictObject({ field, is: z.enum(['oneOf', 'noneOf']), value: z.array(scalar).min(1).max(50) }),
    z.strictObject({ field, is: z.enum(['empty', 'filled']) }),
  ]),
);

/** Who gets a node's tasks. */
export type Assignee =
  | { by: 'people'; personIds: string[] }
  | { by: 'role'; roleId: string }
  /** The superior of the starter, `levels` up; with `each` all those on the way, nearest first. */
  | { by: 'supervisor'; levels: number; each?: boolean }
  | { by: 'departmentHead'; levels: number }
  | { by: 'starter' }
  | { by: 'starterChoice'; most: number }
  | { by: 'field'; field: string }
  | { by: 'cases'; cases: { when: Condition; assignee: Assignee }[]; otherwise: Assignee };

const levels = z.number().int().min(0).max(20);
const assignee: z.ZodType<Assignee> = z.lazy(() =>
  z.discriminatedUnion('by', [
    z.strictObject({ by: z.literal('people'), personIds: z.array(id).min(1).max(50) }),
    z.strictObject({ by: z.literal('role'), roleId: id }),
    z.strictObject({ by: z.literal('supervisor'), levels: levels.min(1), each: z.boolean().optional() }),
    z.strictObject({ by: z.literal('departmentHead'), levels }),
    z.strictObject({ by: z.literal('starter') }),
    z.strictObject({ by: z.literal('starterChoice'), most: z.number().int().min(1).max(50) }),
    z.strictObject({ by: z.literal('field'), field }),
    z.strictObject({
      by: z.literal('cases'),
      cases: z
        .array(z.strictObject({ when: condition, assignee }))
        .min(1)
        .max(20),
      otherwise: assignee,
    }),
  ]),
);

/** What the people of a node may do beside approving or completing. */
export const operations = [
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
] as const;
export type Operation = (typeof operations)[number];

/** `all`: everyone at once, `percent` of them must agree; `any`: the first decision counts; `inOrder`: one after the other. */
const modes = ['all', 'any', 'inOrder'] as const;

const limit = z.discriminatedUnion('action', [
  z.strictObject({
    hours: z.number().min(0.1).max(2000),
    action: z.enum(['remind', 'approve', 'reject', 'escalate']),
  }),
  z.strictObject({ hours: z.number().min(0.1).max(2000), action: z.literal('transfer'), personId: id }),
]);
/** What happens after so many working hours. */
export type TimeLimit = z.infer<typeof limit>;

const named = { id: key, name: line(60) };

const people = {
  ...named,
  assignee,
  mode: z.enum(modes),
  percent: z.number().int().min(1).max(100).default(100),
  allow: z.array(z.enum(operations)).max(operations.length),
  /** Who gets it when nobody is found: the nearest superior, a named person, the owner of the workflow. */
  empty: z.union([z.enum(['supervisor', 'owner']), z.strictObject({ personId: id })]),
  limits: z.array(limit).max(5).default([]),
  /** What the form's fields are here; those not named are read only. */
  fields: z.record(z.string().max(80), z.enum(['hidden', 'read', 'edit'])).default({}),
};

const approval = z.strictObject({
  type: z.literal('approval'),
  ...people,
  /** After a rejection: the end, or back to an earlier node. */
  onReject: z.union([z.literal('end'), z.strictObject({ node: key })]).default('end'),
  /** How a return from here comes back: through all nodes again, straight, or as the sender chooses. */
  afterReturn: z.enum(['replay', 'direct', 'choice']).default('choice'),
});
const handling = z.strictObject({ type: z.literal('handling'), ...people });
const copy = z.strictObject({ type: z.literal('copy'), ...named, assignee });
const wait = z.strictObject({ type: z.literal('wait'), ...named, hours: z.number().min(0.1).max(20_000) });
const child = z.strictObject({
  type: z.literal('child'),
  ...named,
  definitionId: id,
  onReject: z.enum(['reject', 'continue']),
});
const back = z.strictObject({ type: z.literal('back'), ...named, node: key });

type Branch = { id: string; name: string; nodes: WorkflowNode[] };
/** The branch without a condition is the one taken when no other is. */
type ConditionBranch = Branch & { when: Condition | null };

export type WorkflowNode =
  | z.infer<typeof approval>
  | z.infer<typeof handling>
  | z.infer<typeof copy>
  | z.infer<typeof wait>
  | z.infer<typeof child>
  | z.infer<typeof back>
  | { type: 'condition'; id: string; name: string; branches: ConditionBranch[] }
  | { type: 'inclusive'; id: string; name: string; branches: ConditionBranch[] }
  | { type: 'parallel'; id: string; name: string; branches: Branch[] };
export type PeopleNode = Extract<WorkflowNode, { type: 'approval' | 'handling' }>;

const nodes: z.ZodType<WorkflowNode[]> = z.lazy(() => z.array(node).max(100));
const branch = { ...named, nodes };
const branches = z.array(z.strictObject({ ...branch, when: condition.nullable() })).max(20);
const node: z.ZodType<WorkflowNode> = z.lazy(() =>
  z.discriminatedUnion('type', [
    approval,
    handling,
    copy,
    wait,
    child,
    back,
    z.strictObject({ type: z.literal('condition'), ...named, branches }),
    z.strictObject({ type: z.literal('inclusive'), ...named, branches }),
    z.strictObject({
      type: z.literal('parallel'),
      ...named,
      branches: z.array(z.strictObject(branch)).max(20),
    }),
  ]),
);

/** What business people draw: a tree of nodes in their order, blocks with branches among them. */
export const definition = z.strictObject({
  nodes,
  rules: z.strictObject({
    /** When the starter is to approve the own request. */
    starterApproves: z.enum(['ask', 'supervisor', 'pass']),
    /** When somebody is to approve who has approved the node before. */
    sameTwice: z.enum(['ask', 'pass']),
    withdraw: z.boolean(),
  }),
  /** What the starter may edit. */
  fields: z.record(z.string().max(80), z.enum(['hidden', 'read', 'edit'])).default({}),
});
export type Definition = z.infer<typeof definition>;
