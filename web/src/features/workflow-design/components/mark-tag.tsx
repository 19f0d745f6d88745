import { useT } from '../../../lib/texts.ts';
import { StateTag } from '../../../ui/state-tag.tsx';
import type { Mark } from '../diff.ts';

const tones = { added: 'ok', removed: 'bad', changed: 'warn' } as const;

/** What became of it between two versions. */
export function MarkTag({ mark }: { mark: Mark | undefined }) {
  const t = useT();
  return mark ? <StateTag tone={tones[mark]}>{t(`workflowDesign.tree.marks.${mark}`)}</StateTag> : null;
}
