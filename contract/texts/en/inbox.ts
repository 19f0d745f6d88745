import type { Shape } from '../shape.ts';
import type { inbox as chinese } from '../zh-CN/inbox.ts';

export const inbox = {
  title: 'Waiting for me',
  keys: 'Longest waiting first. J and K move, 1–5 score, Ctrl + Enter sends and goes on.',
  waits: { one: 'Waits {{count}} working day', other: 'Waits {{count}} working days' },
  waitsToday: 'Submitted today',
  week: { one: 'Week {{from}}–{{to}}, {{count}} item', other: 'Week {{from}}–{{to}}, {{count}} items' },
  adjust: 'Open and adjust',
  unfold: 'Read the record here',
  unfoldWeek: 'Read the plan here',
  empty: 'Nothing waits for your answer',
  emptyHint: 'What your people complete and the weeks they submit wait here for your score and advice.',
  emptyAction: 'See the scores of the month',
} satisfies Shape<typeof chinese>;
