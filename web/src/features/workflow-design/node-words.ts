import type { WorkflowNode } from '../../../../contract/workflows.definition.ts';
import type { Branch } from './tree.ts';
import { whenOf } from './tree.ts';
import type { Words } from './words.ts';
import { assigneeWords, conditionWords } from './words.ts';

/** What a node does or who gets it, in a line; empty for blocks, whose branches say it. */
export function nodeWords(node: WorkflowNode, words: Words, nodeName: (id: string) => string): string {
  const { t } = words;
  switch (node.type) {
    case 'approval':
    case 'handling':
    case 'copy':
      return assigneeWords(node.assignee, words);
    case 'wait':
      return t('workflowDesign.tree.hours', { count: node.hours });
    case 'back':
      return t('workflowDesign.tree.backTo', { name: nodeName(node.node) || t('workflowDesign.words.blank') });
    case 'child':
      return t('workflowDesign.tree.child', {
        name:
          words.nameOf(node.definitionId) ??
          t(node.definitionId ? 'workflowDesign.words.gone' : 'workflowDesign.words.blank'),
      });
    default:
      return '';
  }
}

/** What else stands out at a node: how several decide, how many limits it has. */
export function nodeTags(node: WorkflowNode, { t }: Words): string[] {
  if (node.type !== 'approval' && node.type !== 'handling') return [];
  const mode =
    node.mode === 'all' && node.percent < 100
      ? t('workflowDesign.tree.percent', { percent: node.percent })
      : t(`workflows.modes.${node.mode}`);
  return [
    ...(severalPossible(node.assignee) ? [mode] : []),
    ...(node.limits.length > 0 ? [t('workflowDesign.tree.limits', { count: node.limits.length })] : []),
  ];
}

type Assignee = Extract<WorkflowNode, { type: 'approval' }>['assignee'];

/** Whether a rule can find more than one person. */
export function severalPossible(assignee: Assignee): boolean {
  switch (assignee.by) {
    case 'people':
      return assignee.personIds.length > 1;
    case 'supervisor':
      return assignee.each === true && assignee.levels > 1;
    case 'starterChoice':
      return assignee.most > 1;
    case 'role':
      return true;
    case 'cases':
      return [...assignee.cases.map((one) => one.assignee), assignee.otherwise].some(severalPossible);
    default:
      return false;
  }
}

/** When a branch is taken. */
export function branchWords(branch: Branch, words: Words): string {
  const when = whenOf(branch);
  if (when === undefined) return words.t('workflowDesign.tree.always');
  if (when === null) return words.t('workflowDesign.tree.otherwiseWords');
  return conditionWords(when, words) || words.t('workflowDesign.words.blank');
}
