import type { TextKey } from '../../../../contract/texts/index.ts';
import type { HistoryLine } from '../../../../contract/workflows.ts';
import { actions } from '../../../../contract/workflows.ts';
import type { LooseT } from '../../lib/texts.ts';
import { useT } from '../../lib/texts.ts';

/** What the history tells a reader; what only the engine needs to know of is left out. */
const told: ReadonlySet<string> = new Set([
  ...[...actions, 'started', 'commented', 'timer', 'childEnded', 'reassign'].map((one) => `workflow.${one}`),
  'task.opened',
  'task.passedOn',
  'task.urged',
  'task.reminded',
  'child.started',
  'child.cancelled',
  'instance.ended',
]);

export const isTold = ({ type }: HistoryLine): boolean => told.has(type);

/** Says what happened, without who did it. */
export function useHistoryWords(): (line: HistoryLine) => string {
  const t = useT() as LooseT;
  return ({ type, person }) => t(`workflows.history.${type}` as TextKey, { person: person?.name ?? '' });
}
