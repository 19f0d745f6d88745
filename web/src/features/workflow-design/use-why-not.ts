import type { DefinitionDetail } from '../../../../contract/workflows.design.ts';
import { useT } from '../../lib/texts.ts';
import type { SaveState } from './use-drawing.ts';
import type { Fault } from './use-faults.ts';

type Work = { state: SaveState; faults: readonly Fault[]; isChecked: boolean };

/** Why what is drawn cannot be published now; null when it can. */
export function useWhyNot(detail: DefinitionDetail, { state, faults, isChecked }: Work): string | null {
  const t = useT();
  if (detail.state === 'retired') return t('workflowDesign.publish.why.retired');
  if (faults.length > 0) return t('workflowDesign.publish.why.faults', { count: faults.length });
  if (state !== 'saved' || !isChecked) return t('workflowDesign.publish.why.saving');
  return detail.number !== null && !detail.changed ? t('workflowDesign.publish.why.same') : null;
}
