import type { Shape } from '../shape.ts';
import type { inbox as chinese } from '../zh-CN/inbox.ts';

export const inbox = {
  title: 'Waiting for me',
} satisfies Shape<typeof chinese>;
