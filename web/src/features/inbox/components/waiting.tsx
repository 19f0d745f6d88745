import type { InboxEntry } from '../../../../../contract/plans.ts';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { WaitingTag } from '../../../widgets/waiting-tag.tsx';
import css from './inbox.module.css';

/** How long something has waited, in working days and in words. */
export function Waiting({ entry }: { entry: InboxEntry }) {
  return (
    <span className={css.waiting}>
      <WaitingTag entry={entry} />
      <span className={css.quiet}>
        <RelativeTime at={entry.since} />
      </span>
    </span>
  );
}
