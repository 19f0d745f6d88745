/** What a timeline can be narrowed to. */
export const timelineKinds = ['visits', 'plans', 'archive', 'contacts', 'notes', 'team'] as const;
export type TimelineKind = (typeof timelineKinds)[number];

/** Every type of event that stands on the timeline of a customer, with its kind. */
export const timelineTypes = {
  'visit.checkedIn': 'visits',
  'visit.recorded': 'visits',
  'visit.changed': 'visits',
  'planItem.planned': 'plans',
  'planItem.assigned': 'plans',
  'planItem.changed': 'plans',
  'planItem.adjusted': 'plans',
  'planItem.submitted': 'plans',
  'planItem.evaluated': 'plans',
  'planItem.corrected': 'plans',
  'planItem.replied': 'plans',
  'planItem.cancelled': 'plans',
  'customer.created': 'archive',
  'customer.updated': 'archive',
  'customer.confirmed': 'archive',
  'customer.snoozed': 'archive',
  'customer.merged': 'archive',
  'customer.unmerged': 'archive',
  'customer.restored': 'archive',
  'channel.linked': 'archive',
  'channel.changed': 'archive',
  'channel.unlinked': 'archive',
  'contact.created': 'contacts',
  'contact.updated': 'contacts',
  'contact.left': 'contacts',
  'contact.moved': 'contacts',
  'contact.succeeded': 'contacts',
  'contact.joined': 'contacts',
  'contact.separated': 'contacts',
  'contact.remarked': 'contacts',
  'relationship.set': 'contacts',
  'customer.noted': 'notes',
  'customer.teamChanged': 'team',
  'customer.returned': 'team',
  'customer.handedOver': 'team',
  'customer.claimed': 'team',
  'customer.poolAssigned': 'team',
  'customer.poolWarned': 'team',
  'customer.locked': 'team',
  'customer.unlocked': 'team',
  'customer.teamTurned': 'team',
  'team.asked': 'team',
  'team.answered': 'team',
} as const satisfies Record<string, TimelineKind>;

export function typesOfKinds(kinds: readonly TimelineKind[]): string[] {
  return Object.entries(timelineTypes).flatMap(([type, kind]) => (kinds.includes(kind) ? [type] : []));
}
