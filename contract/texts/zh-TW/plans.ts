import type { Shape } from '../shape.ts';
import type { plans as chinese } from '../zh-CN/plans.ts';

export const plans = {
  title: '工作計畫',
} satisfies Shape<typeof chinese>;
