import type { InstanceLine } from '../../../../contract/workflows.ts';
import { useT } from '../../lib/texts.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';
import css from './where.module.css';
import { useNodeName, usePeopleWords } from './words.ts';

/** At which nodes an instance stands, with whom and since when; nothing once it has ended. */
export function Where({ current }: Pick<InstanceLine, 'current'>) {
  const t = useT();
  const nodeName = useNodeName();
  const people = usePeopleWords();
  if (current.length === 0) return null;
  return (
    <span className={css.nodes}>
      {current.map(({ node, people: who, since }) => (
        <span key={`${node} ${since}`}>
          {nodeName(node)} {t('common.separator')} {people(who)} {t('common.separator')} <RelativeTime at={since} />
        </span>
      ))}
    </span>
  );
}
