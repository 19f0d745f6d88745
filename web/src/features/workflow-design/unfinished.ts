/** What is still blank in a drawing. Such a drawing is kept in this browser and goes to the server once it is filled. */
import type { Assignee, Condition, WorkflowNode } from '../../../../contract/workflows.definition.ts';
import { startNode } from '../../../../contract/workflows.definition.ts';
import type { WorkflowContent } from '../../../../contract/workflows.design.ts';
import type { FormField } from '../../../../contract/workflows.forms.ts';
import { lacksValue, leavesOf } from './conditions.ts';
import { everyNode, isBlock, whenOf } from './tree.ts';

export const blankCodes = [
  'name',
  'people',
  'role',
  'formField',
  'condition',
  'receiver',
  'child',
  'target',
  'hours',
  'label',
  'choices',
  'columns',
  'formula',
  'template',
] as const;
export type BlankCode = (typeof blankCodes)[number];
export type Blank = { code: BlankCode; nodeId: string | null; branchId?: string; field: string | null };

export function blanksOf({ definition, form }: WorkflowContent): Blank[] {
  return [
    ...everyNode(definition.nodes).flatMap(blanksOfNode),
    ...form.fields.flatMap(blanksOfField),
    ...form.templates.flatMap(({ name }): Blank[] =>
      isBlank(name) ? [{ code: 'template', nodeId: null, field: null }] : [],
    ),
  ];
}

const isBlank = (text: string) => text.trim() === '';

function blanksOfNode(node: WorkflowNode): Blank[] {
  const nodeId = node.id;
  const codes: BlankCode[] = isBlank(node.name) ? ['name'] : [];
  if (isBlock(node)) {
    const inner = node.branches.flatMap((branch): Blank[] => {
      const when = whenOf(branch);
      const at = { nodeId, branchId: branch.id, field: null };
      return [
        ...(isBlank(branch.name) ? [{ code: 'name' as const, ...at }] : []),
        ...(when && isUnfinished(when) ? [{ code: 'condition' as const, ...at }] : []),
      ];
    });
    return [...codes.map((code): Blank => ({ code, nodeId, field: null })), ...inner];
  }
  if ('assignee' in node) codes.push(...blanksOfAssignee(node.assignee));
  if (node.type === 'child' && node.definitionId === '') codes.push('child');
  if (node.type === 'back' && node.node === '') codes.push('target');
  if (node.type === 'wait' && !(node.hours > 0)) codes.push('hours');
  if ('limits' in node) {
    if (typeof node.empty !== 'string' && node.empty.personId === '') codes.push('receiver');
    if (node.limits.some((limit) => limit.action === 'transfer' && limit.personId === '')) codes.push('receiver');
    if (node.limits.some((limit) => !(limit.hours > 0))) codes.push('hours');
  }
  return [...new Set(codes)].map((code) => ({ code, nodeId, field: null }));
}

function blanksOfAssignee(assignee: Assignee): BlankCode[] {
  if (assignee.by === 'people') return assignee.personIds.length === 0 ? ['people'] : [];
  if (assignee.by === 'role') return assignee.roleId === '' ? ['role'] : [];
  if (assignee.by === 'field') return assignee.field === '' ? ['formField'] : [];
  if (assignee.by !== 'cases') return [];
  return [
    ...assignee.cases.flatMap((one): BlankCode[] => [
      ...(isUnfinished(one.when) ? ['condition' as const] : []),
      ...blanksOfAssignee(one.assignee),
    ]),
    ...blanksOfAssignee(assignee.otherwise),
  ];
}

function isUnfinished(condition: Condition): boolean {
  return leavesOf(condition).some(lacksValue) || hasEmptyGroup(condition);
}

function hasEmptyGroup(condition: Condition): boolean {
  if ('field' in condition) return false;
  if ('not' in condition) return hasEmptyGroup(condition.not);
  const parts = 'all' in condition ? condition.all : condition.any;
  return parts.length === 0 || parts.some(hasEmptyGroup);
}

function blanksOfField(field: FormField): Blank[] {
  const inner: readonly FormField[] = field.type === 'table' ? field.columns : [];
  const all = [field, ...inner];
  const codes: BlankCode[] = [
    ...(all.some(({ label }) => isBlank(label)) ? ['label' as const] : []),
    ...(all.some(({ choices }) => choices?.some(({ label }) => isBlank(label))) ? ['choices' as const] : []),
    ...(all.some((one) => one.type === 'formula' && isBlank(one.formula ?? '')) ? ['formula' as const] : []),
    ...(field.type === 'table' && field.columns.length === 0 ? ['columns' as const] : []),
  ];
  return codes.map((code) => ({ code, nodeId: startNode, field: field.key }));
}

export const isUnfinishedContent = (content: WorkflowContent): boolean => blanksOf(content).length > 0;
