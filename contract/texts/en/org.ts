import type { Shape } from '../shape.ts';
import type { org as chinese } from '../zh-CN/org.ts';

export const org = {
  title: 'Administration',
} satisfies Shape<typeof chinese>;
