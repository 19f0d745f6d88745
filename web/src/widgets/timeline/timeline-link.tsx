import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { TimelineEntry } from '../../../../contract/customers.ts';
import { useT } from '../../lib/texts.ts';

/** Leads to what the entry is about, when that has a page of its own. */
export function SubjectLink({ entry, children }: { entry: TimelineEntry; children: ReactNode }) {
  const t = useT();
  const params = { id: entry.subjectId };
  if (entry.subjectType === 'visit')
    return (
      <Link to="/visits/$id" params={params}>
        {children ?? t('customers.timeline.open')}
      </Link>
    );
  if (entry.subjectType === 'planItem')
    return (
      <Link to="/items/$id" params={params}>
        {children ?? t('customers.timeline.open')}
      </Link>
    );
  return children;
}
