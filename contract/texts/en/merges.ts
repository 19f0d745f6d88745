import type { Shape } from '../shape.ts';
import type { merges as chinese } from '../zh-CN/merges.ts';

export const merges = {
  action: 'Merge',
  title: 'Merge customers',
  choose: 'Merge with which customer?',
  chooseHint:
    'Contacts, visits, plans, notes and history of the other one move to “{{name}}”; the teams are put together. It can be undone for 30 days.',
  keeps: 'stays',
  goes: 'goes',
  swap: 'Swap',
  fields: 'Which side each field is taken from',
  fieldsHint: 'Only fields that differ are listed.',
  same: 'The fields of both sides are the same',
  moves: 'What moves here',
  people: 'Looks like one person',
  peopleHint: 'When ticked, the two posts are marked as one person’s.',
  confirm: 'Merge into “{{name}}”',
  done: 'Merged. It can be undone on this page for 30 days.',
  notAllowed: 'You cannot merge this customer: be above both owners, or hold the permission to merge.',
  merged: '“{{name}}” has become part of this customer',
  undo: 'Undo the merge',
  undoHint: '“{{name}}” becomes a customer of its own again, and what moved goes back.',
  undone: 'Undone; “{{name}}” is restored.',
  stayed: 'What was changed since the merge stays: {{what}}',
  openRestored: 'Open the restored customer',
  kinds: {
    contacts: 'contacts',
    visits: 'visits',
    planItems: 'plan items that you see',
    notes: 'notes',
    subsidiaries: 'subsidiaries',
    channelLinks: 'distributor links',
    members: 'team members',
  },
} satisfies Shape<typeof chinese>;
