import type { Shape } from '../shape.ts';
import type { plans as chinese } from '../zh-CN/plans.ts';

export const plans = {
  title: 'Plans',
} satisfies Shape<typeof chinese>;
