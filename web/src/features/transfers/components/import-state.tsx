import type { Import, ImportState } from '../../../../../contract/transfers.ts';
import { useFormat } from '../../../lib/format.ts';
import { useT } from '../../../lib/texts.ts';
import type { Tone } from '../../../ui/state-tag.tsx';
import { StateTag } from '../../../ui/state-tag.tsx';

const tones: Record<ImportState, Tone> = {
  uploaded: 'warn',
  checking: 'info',
  checked: 'warn',
  running: 'info',
  finished: 'ok',
  failed: 'bad',
  undoing: 'info',
  undone: 'done',
};

/** While one of these lasts, the numbers move by themselves. */
export function isBusy(state: ImportState): boolean {
  return state === 'checking' || state === 'running' || state === 'undoing';
}

export function ImportStateTag({ data }: { data: Pick<Import, 'state' | 'done' | 'total'> }) {
  const t = useT();
  const format = useFormat();
  return (
    <StateTag tone={tones[data.state]}>
      {t(`transfers.states.${data.state}`)}
      {isBusy(data.state) && data.total > 0 ? ` ${format.percent(data.done / data.total)}` : null}
    </StateTag>
  );
}
