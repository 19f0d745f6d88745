import type { Notification } from '../../../../contract/notifications.ts';
import { useFormat } from '../../lib/format.ts';
import type { Place } from '../../lib/places.ts';
import { places, subjectPlace } from '../../lib/places.ts';
import type { LooseT } from '../../lib/texts.ts';
import { useT } from '../../lib/texts.ts';

/** Says a message in the reader's language. */
export function useMessageText(): (message: Notification) => string {
  const t = useT() as LooseT;
  const format = useFormat();
  return ({ kind, params }) => {
    const shown = { ...params };
    if (typeof shown.week === 'string') shown.week = format.dayShort(shown.week);
    if (typeof shown.day === 'string') shown.day = format.dayShort(shown.day);
    if (typeof shown.score === 'number') shown.score = format.score(shown.score);
    return t(`messages.kinds.${kind}`, shown);
  };
}

/** Where a message leads; null when its subject has no page. */
export function messagePlace({ kind, params, subjectType, subjectId }: Notification): Place | null {
  if (kind === 'planWeek.submitted') return places.inbox();
  if (kind === 'customer.mentioned') return places.customer(subjectId, 'timeline');
  if (kind === 'contact.left') return places.customer(subjectId, 'contacts');
  if (subjectType === 'planWeek')
    return places.week(undefined, params.week === undefined ? undefined : String(params.week));
  return subjectPlace(subjectType, subjectId);
}
