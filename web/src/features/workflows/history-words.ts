import type { TextKey } from '../../../../contract/texts/index.ts';
import type { HistoryLine } from '../../../../contract/workflows.ts';
import { actions } from '../../../../contract/workflows.ts';
import type { LooseT } from '../../lib/texts.ts';
import { useT } from '../../lib/texts.ts';
import { startNode } from '../../widgets/workflows/words.ts';

/** What the history tells a reader; what only the engine needs to know of is left out. */
const told: ReadonlySet<string> = new Set([
  ...[...actions, 'started', 'commented', 'timer', 'childEnded', 'reassign', 'moved', 'rerouted'].map(
    (one) => `workflow.${one}`,
  ),
  'task.opened',
  'task.passedOn',
  'task.deputised',
  'task.urged',
  'task.reminded',
  'child.started',
  'child.cancelled',
  'instance.ended',
]);

/** The lines for a reader; that it came to its starter first needs no telling. */
export function toldOf(history: readonly HistoryLine[]): HistoryLine[] {
  const first = history.findIndex(({ type, node }) => type === 'task.opened' && node === startNode);
  return history.filter(({ type }, index) => told.has(type) && index !== first);
}

/** Says what happened, without who did it. */
export function useHistoryWords(): (line: HistoryLine) => string {
  const t = useT() as LooseT;
  return ({ type, person }) => t(`workflows.history.${type}` as TextKey, { person: person?.name ?? '' });
}
