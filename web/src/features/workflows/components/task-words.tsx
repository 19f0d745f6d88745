import type { TaskLine } from '../../../../../contract/workflows.ts';
import { useT } from '../../../lib/texts.ts';
import { StateTag } from '../../../ui/state-tag.tsx';

/** What the person decided; a task that was passed on has no decision of its own. */
export function DecisionTag({ decision }: Pick<TaskLine, 'decision'>) {
  const t = useT();
  if (decision === null) return <StateTag tone="done">{t('workflows.decisions.other')}</StateTag>;
  return <StateTag tone={decision === 'approve' ? 'ok' : 'bad'}>{t(`workflows.decisions.${decision}`)}</StateTag>;
}
