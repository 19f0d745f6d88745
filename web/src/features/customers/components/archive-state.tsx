import { ClockCircleOutlined } from '@ant-design/icons';
import { useFormat } from '../../../lib/format.ts';
import { useT } from '../../../lib/texts.ts';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { StateTag } from '../../../ui/state-tag.tsx';
import { archiveAge, isStale } from '../archive-age.ts';

/** How old an archive is; one that wants maintenance says so in words. */
export function ArchiveState({ updatedAt, staleAt }: { updatedAt: string; staleAt: string | null }) {
  const t = useT();
  const format = useFormat();
  if (!isStale(staleAt)) return <RelativeTime at={updatedAt} />;
  return (
    <span title={format.dateTime(updatedAt)}>
      <StateTag tone="warn" icon={<ClockCircleOutlined aria-hidden />}>
        {t('customers.list.staleFor', { count: archiveAge(updatedAt) })}
      </StateTag>
    </span>
  );
}
