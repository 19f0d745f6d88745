import type { Shape } from '../shape.ts';
import type { month as chinese } from '../zh-CN/month.ts';

export const month = {
  title: 'Month',
} satisfies Shape<typeof chinese>;
