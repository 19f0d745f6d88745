import type { PersonRef } from '../../../../contract/base.ts';
import type { FormValues } from '../../../../contract/workflows.forms.ts';
import type { ActionInput, ChartNode, InstanceDetail } from '../../../../contract/workflows.ts';
import { startNode } from '../../widgets/workflows/words.ts';

export type OwnTask = InstanceDetail['tasks'][number];
type TaskAction = 'approve' | 'reject' | 'sendBack' | 'transfer' | 'delegate' | 'addSign' | 'removeSign' | 'copy';

/** What the person is about to do. */
export type Asked =
  | { type: 'approve'; task: OwnTask }
  | { type: Exclude<TaskAction, 'approve'>; task: OwnTask }
  | { type: 'recall'; taskId: string; node: string }
  | { type: 'withdraw' | 'urge' | 'terminate' };

/** What was answered in its dialog. */
export type Answers = {
  comment: string;
  people: PersonRef[];
  files: InstanceDetail['files'];
  kind: OwnTask['addKinds'][number] | undefined;
  nodeId: string | undefined;
  direct: boolean;
  removed: string | undefined;
};

/** What a dialog begins with: the first choice of each, going back to the nearest node. */
export function firstAnswers(asked: Asked): Answers {
  const task = 'task' in asked ? asked.task : undefined;
  const target = task?.sendBackTo.at(-1);
  return {
    comment: '',
    people: [],
    files: [],
    kind: task?.addKinds[0],
    nodeId: target?.nodeId,
    direct: target ? !target.replay : false,
    removed: task?.removable[0]?.taskId,
  };
}

export const needsReason = ({ type }: Asked): boolean =>
  type === 'reject' || type === 'sendBack' || type === 'terminate';
/** Whether files may come with it. */
export const takesFiles = ({ type }: Asked): boolean => type === 'approve' || type === 'reject' || type === 'sendBack';
export const needsPeople = ({ type }: Asked): 'one' | 'many' | null => {
  if (type === 'transfer' || type === 'delegate') return 'one';
  return type === 'addSign' || type === 'copy' ? 'many' : null;
};

type Missing = { missing: 'comment' | 'people' };

/** The command, or what is missing for it. */
export function toAction(asked: Asked, answers: Answers, values: FormValues): { action: ActionInput } | Missing {
  const said = answers.comment.trim();
  if (needsReason(asked) && !said) return { missing: 'comment' };
  if (needsPeople(asked) && answers.people.length === 0) return { missing: 'people' };
  return { action: actionOf(asked, answers, said, values) };
}

function actionOf(asked: Asked, answers: Answers, said: string, values: FormValues): ActionInput {
  const comment = said ? { comment: said } : {};
  if (asked.type === 'recall') return { type: 'recall', taskId: asked.taskId, ...comment };
  if (asked.type === 'terminate') return { type: 'terminate', comment: said };
  if (!('task' in asked)) return { type: asked.type, ...comment };
  return taskAction(asked, answers, said, values);
}

function taskAction(
  { type, task }: Extract<Asked, { task: OwnTask }>,
  { people, files, kind, nodeId, direct, removed }: Answers,
  said: string,
  values: FormValues,
): ActionInput {
  const taskId = task.id;
  const comment = said ? { comment: said } : {};
  const personIds = people.map(({ id }) => id);
  const attached = files.length > 0 ? { fileIds: files.map(({ id }) => id) } : {};
  switch (type) {
    case 'approve':
      return { type, taskId, values, ...comment, ...attached };
    case 'reject':
      return { type, taskId, values, comment: said, ...attached };
    case 'sendBack':
      return { type, taskId, nodeId: nodeId ?? startNode, direct, comment: said, ...attached };
    case 'transfer':
    case 'delegate':
      return { type, taskId, personId: personIds[0] ?? '', ...comment };
    case 'addSign':
      return { type, taskId, kind: kind ?? 'before', personIds, ...comment };
    case 'removeSign':
      return { type, taskId: removed ?? taskId, ...comment };
    case 'copy':
      return { type, taskId, personIds, ...comment };
  }
}

/** All nodes of a chart, those of branches too. */
export const allNodes = (chart: readonly ChartNode[]): ChartNode[] =>
  chart.flatMap((node) => [node, ...node.branches.flatMap((branch) => allNodes(branch.nodes))]);

/** What approving is called at a task: mending and handling are not approving. */
export function approvalName(task: OwnTask, chart: readonly ChartNode[]): 'approve' | 'handle' | 'resubmit' {
  if (task.node === startNode) return 'resubmit';
  const node = allNodes(chart).find(({ tasks }) => tasks.some(({ id }) => id === task.id));
  return node?.type === 'handling' ? 'handle' : 'approve';
}
