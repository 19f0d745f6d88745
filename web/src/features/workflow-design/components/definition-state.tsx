import type { DefinitionLine } from '../../../../../contract/workflows.design.ts';
import { useT } from '../../../lib/texts.ts';
import { StateTag } from '../../../ui/state-tag.tsx';
import css from './head.module.css';

const tones = { draft: 'info', published: 'ok', retired: 'done' } as const;

type DefinitionStateProps = { definition: Pick<DefinitionLine, 'state' | 'number' | 'changed'> };

/** Draft, published or retired; which version counts, and whether more is drawn than it holds. */
export function DefinitionState({ definition: { state, number, changed } }: DefinitionStateProps) {
  const t = useT();
  return (
    <span className={css.state}>
      <StateTag tone={tones[state]}>{t(`workflowDesign.states.${state}`)}</StateTag>
      {number === null ? null : <span>{t('workflowDesign.number', { number })}</span>}
      {number !== null && changed ? <StateTag tone="warn">{t('workflowDesign.changed')}</StateTag> : null}
    </span>
  );
}
