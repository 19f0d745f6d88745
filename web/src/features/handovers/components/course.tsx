import { Alert, Progress } from 'antd';
import type { Outputs } from '../../../lib/client.ts';
import { useT } from '../../../lib/texts.ts';
import { Card } from '../../../ui/card.tsx';

/** How far a large handover is, or why it was not done. */
export function Course({ handover }: { handover: Outputs['handovers']['get'] }) {
  const t = useT();
  const { state, done, total, code } = handover;
  if (state === 'done') return null;
  if (state === 'failed') {
    const why = code === 'common.stale' ? 'handovers.failedStale' : 'handovers.failedOther';
    return <Alert type="error" showIcon title={t('handovers.failed')} description={t(why)} />;
  }
  const percent = total > 0 ? Math.floor((done * 100) / total) : 0;
  return (
    <Card>
      <p aria-live="polite">{t('handovers.underWay', { done, total })}</p>
      <Progress percent={percent} status="active" aria-label={t('handovers.title')} />
    </Card>
  );
}
