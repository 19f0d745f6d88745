import type { Shape } from '../shape.ts';
import type { month as chinese } from '../zh-CN/month.ts';

export const month = {
  title: 'Scores of the month',
  whose: 'Whose scores',
  person: 'Person',
  planScore: 'Plan score',
  completion: 'Completion',
  punctuality: 'Punctuality',
  unanswered: 'Unanswered',
  unansweredHint: 'Completed by direct subordinates, not evaluated yet',
  numbers: {
    items: 'All items',
    due: 'Due',
    completed: 'Completed',
    onTime: 'In time',
    evaluated: 'Evaluated',
    unanswered: 'Unanswered',
  },
  counted: '{{what}} {{count}}',
  open: { one: '{{name}}: {{what}}, {{count}} item', other: '{{name}}: {{what}}, {{count}} items' },
  none: '—',
  noRows: 'No plan items in this month.',
  team: 'Everyone below',
  earlier: 'Month before',
  later: 'Month after',
  closed: 'Closed',
  close: 'Close the month',
  closeAsk: 'Close {{month}} for the whole company?',
  closeMeans:
    'Evaluations of the month can then no longer be changed, only corrected by a new line, and visit records not at all. Closing cannot be undone.',
} satisfies Shape<typeof chinese>;
