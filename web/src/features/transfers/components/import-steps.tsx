import { CheckOutlined } from '@ant-design/icons';
import type { ImportState } from '../../../../../contract/transfers.ts';
import { useT } from '../../../lib/texts.ts';
import css from './imports.module.css';

const steps = ['map', 'check', 'run', 'result'] as const;
const stepOf: Record<ImportState, number> = {
  uploaded: 0,
  checking: 1,
  checked: 1,
  running: 2,
  finished: 3,
  failed: 3,
  undoing: 3,
  undone: 3,
};

/** Where the import stands on its way. */
export function ImportSteps({ state, remapping }: { state: ImportState; remapping: boolean }) {
  const t = useT();
  const now = remapping ? 0 : stepOf[state];
  return (
    <ol className={css.steps} aria-label={t('transfers.steps.label')}>
      {steps.map((step, index) => (
        <li
          key={step}
          className={[css.step, index < now ? css.past : '', index === now ? css.now : ''].join(' ')}
          aria-current={index === now ? 'step' : undefined}
        >
          {index < now ? <CheckOutlined aria-hidden /> : <span aria-hidden>{index + 1}</span>}
          {t(`transfers.steps.${step}`)}
        </li>
      ))}
    </ol>
  );
}
