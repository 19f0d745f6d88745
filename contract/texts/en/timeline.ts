import type { Shape } from '../shape.ts';
import type { timeline as chinese } from '../zh-CN/timeline.ts';

export const timeline = {
  placeholder: 'Write something; @ mentions a colleague',
  nobody: 'Nobody of that name sees this customer',
  attach: 'Attach',
  edited: 'edited',
  removed: 'This note was taken back',
  edit: 'Edit this note',
  remove: 'Take this note back',
  removeTitle: 'Take this note back?',
  removeBody: 'The timeline keeps the line without its words; they stay in the audit trail alone.',
  filter: 'Kinds of events',
  by: 'Done by',
  noMatch: 'Nothing matches',
  kinds: {
    visits: 'Visits',
    plans: 'Plans',
    archive: 'Archive',
    contacts: 'Contacts',
    notes: 'Notes',
    workflows: 'Workflows',
    team: 'Team',
  },
} satisfies Shape<typeof chinese>;
