import type { InstanceLine } from '../../../../contract/workflows.ts';
import { useT } from '../../lib/texts.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { useNodeName, usePeopleWords } from './words.ts';

/** At which node an instance stands, with whom and since when; nothing once it has ended. */
export function Where({ current }: Pick<InstanceLine, 'current'>) {
  const t = useT();
  const nodeName = useNodeName();
  const people = usePeopleWords();
  if (!current) return null;
  return (
    <span>
      {nodeName(current.node)} {t('common.separator')} {people(current.people)} {t('common.separator')}{' '}
      <RelativeTime at={current.since} />
    </span>
  );
}
