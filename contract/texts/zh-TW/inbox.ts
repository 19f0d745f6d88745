import type { Shape } from '../shape.ts';
import type { inbox as chinese } from '../zh-CN/inbox.ts';

export const inbox = {
  title: '待我評價',
} satisfies Shape<typeof chinese>;
