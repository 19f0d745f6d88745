import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { TimelineEntry } from '../../../../contract/customers.ts';
import { subjectPlace } from '../../lib/places.ts';
import { useT } from '../../lib/texts.ts';

/** What stands on a page other than the customer's own. */
const ownPages = ['visit', 'planItem', 'workflow'];

/** Leads to what the entry is about, when that has a page of its own. */
export function SubjectLink({ entry, children }: { entry: TimelineEntry; children: ReactNode }) {
  const t = useT();
  const place = ownPages.includes(entry.subjectType) ? subjectPlace(entry.subjectType, entry.subjectId) : null;
  if (!place) return children;
  return <Link {...place}>{children ?? t('customers.timeline.open')}</Link>;
}
