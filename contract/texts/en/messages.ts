import type { Shape } from '../shape.ts';
import type { messages as chinese } from '../zh-CN/messages.ts';

export const messages = {
  title: 'Messages',
  unread: { one: '{{count}} unread', other: '{{count}} unread' },
  onlyUnread: 'Unread only',
  readAll: 'Mark all as read',
  seeAll: 'See all messages',
  new: 'Unread',
  empty: 'No messages yet',
  emptyHint: 'When somebody assigns, evaluates or answers your work, it is told here.',
  kinds: {
    planItem: {
      assigned: '{{actor}} assigned “{{title}}” to you',
      submitted: '{{actor}} completed “{{title}}” and waits for your evaluation',
      evaluated: '{{actor}} evaluated “{{title}}”: {{score}}',
      corrected: '{{actor}} corrected the evaluation of “{{title}}”: {{score}}',
      replied: '{{actor}} answered on “{{title}}”',
      adjusted: '{{actor}} adjusted “{{title}}”',
    },
    planWeek: {
      submitted: '{{actor}} handed in the plan for the week of {{week}} and waits for your approval',
      approved: '{{actor}} approved your plan for the week of {{week}}',
      returned: '{{actor}} returned your plan for the week of {{week}} with advice',
    },
    customer: {
      teamJoined: '{{actor}} added you to the team of a customer',
      mentioned: '{{actor}} mentioned you in a note on a customer',
      poolWarned: 'A customer of yours will be returned to the pool on {{day}}',
      poolReturned: 'A customer was returned to the pool “{{pool}}”',
      poolAssigned: 'A customer of the pool “{{pool}}” was given to you',
    },
    contact: {
      left: '{{actor}} recorded that a contact has left; please see whether the successor is named',
    },
    introduction: {
      asked: '{{actor}} asks you for an introduction',
      accepted: '{{actor}} will introduce you',
      declined: 'Your request for an introduction was declined',
    },
    team: {
      began: 'Your place on the team of a customer begins today',
      ended: 'Your place on the team of a customer is over; you no longer see that customer',
      asked: '{{actor}} asks to join the team of a customer and waits for your answer',
      accepted: 'Your request to join a team was accepted',
      declined: 'Your request to join a team was declined',
    },
    export: {
      finished: 'The export “{{file}}” is ready',
    },
    handover: {
      received: '{{actor}} handed work over to you',
      finished: 'A handover is done',
      failed: 'A handover could not be done; nothing has changed',
    },
    import: {
      finished: 'The import of “{{file}}” is finished',
    },
    workflow: {
      deputised: '“{{title}}” waits for you in place of somebody who is away',
      deputyNamed: 'A deputy acts in the workflows of {{person}} from {{from}} to {{until}}',
      assigned: '{{actor}} has “{{title}}” for you to decide',
      returned: '{{actor}} sent “{{title}}” back to you',
      copied: '{{actor}} copied “{{title}}” to you',
      urged: '“{{title}}” waits for you',
      commented: '{{actor}} said something on “{{title}}”',
      ended: '“{{title}}” has ended',
    },
    bulkEdit: {
      finished: 'Bulk edit done: {{changed}} changed, {{failed}} could not be changed',
      undone: 'Bulk edit undone: {{undone}} are as before',
    },
  },
} satisfies Shape<typeof chinese>;
