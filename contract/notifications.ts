import { z } from 'zod';
import { done, id, idInput, instant, page, pageQuery, route } from './base.ts';

const tag = 'messages';

/** Kinds of message; each has a text per language with the params named there. */
export const notificationKinds = [
  'planItem.assigned',
  'planItem.submitted',
  'planItem.evaluated',
  'planItem.corrected',
  'planItem.replied',
  'planItem.adjusted',
  'planWeek.submitted',
  'planWeek.approved',
  'planWeek.returned',
  'customer.teamJoined',
  'customer.mentioned',
  'contact.left',
  'introduction.asked',
  'introduction.accepted',
  'introduction.declined',
  'team.began',
  'team.ended',
  'team.asked',
  'team.accepted',
  'team.declined',
  'handover.received',
  'handover.finished',
  'handover.failed',
  'customer.poolWarned',
  'customer.poolReturned',
  'customer.poolAssigned',
  'import.finished',
  'bulkEdit.finished',
  'bulkEdit.undone',
  'export.finished',
  'workflow.assigned',
  'workflow.returned',
  'workflow.copied',
  'workflow.urged',
  'workflow.commented',
  'workflow.ended',
  'workflow.deputised',
  'workflow.deputyNamed',
] as const;
export type NotificationKind = (typeof notificationKinds)[number];

const notification = z.object({
  id,
  kind: z.enum(notificationKinds),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  subjectType: z.string(),
  subjectId: id,
  /** Name of the customer that it is about, as long as the reader sees that customer. */
  customer: z.string().nullable(),
  createdAt: instant,
  readAt: instant.nullable(),
});
export type Notification = z.infer<typeof notification>;

export const notifications = {
  list: route('GET', '/messages', { tag, permission: 'signedIn', summary: 'Own messages, newest first' })
    .input(pageQuery.extend({ unread: z.stringbool().optional() }))
    .output(page(notification).extend({ unread: z.number().int() })),
  read: route('POST', '/messages/{id}/read', { tag, permission: 'signedIn', summary: 'Mark one as read' })
    .input(idInput)
    .output(done),
  readAll: route('POST', '/messages/read-all', { tag, permission: 'signedIn', summary: 'Mark all as read' }).output(
    done,
  ),
};

/** Lines of `GET /api/stream` (server-sent events), each the JSON of one of these. */
export type StreamMessage =
  | { kind: 'notification'; notification: Notification; unread: number }
  | { kind: 'import'; id: string; done: number; total: number; state: string }
  | { kind: 'bulkEdit'; id: string; done: number; total: number; state: string }
  | { kind: 'export'; id: string; rows: number; state: string }
  | { kind: 'changed'; subjectType: string; subjectId: string };
