import { Progress } from 'antd';
import type { Import } from '../../../../../contract/transfers.ts';
import { useT } from '../../../lib/texts.ts';
import { Card } from '../../../ui/card.tsx';
import css from './imports.module.css';

/** How far the work has come; it goes on without anybody looking. */
export function ImportProgress({ data, step }: { data: Import; step: 'checking' | 'running' | 'undoing' }) {
  const t = useT();
  const percent = data.total > 0 ? Math.floor((data.done / data.total) * 100) : 0;
  return (
    <Card title={t(`transfers.progress.${step}`)}>
      <div className={css.progress} role="status">
        <Progress percent={percent} status="active" aria-label={t(`transfers.progress.${step}`)} />
        <p>{t('transfers.progress.of', { done: data.done, total: data.total })}</p>
        <p className={css.hint}>{t('transfers.progress.leave')}</p>
      </div>
    </Card>
  );
}
