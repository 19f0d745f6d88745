import type { Shape } from '../shape.ts';
import type { plans as chinese } from '../zh-CN/plans.ts';

export const plans = {
  title: '工作計畫',
  days: {
    next: '下{{weekday}}',
    dated: '{{day}} {{weekday}}',
    other: '其他日期',
    otherFor: '{{what}}：其他日期',
  },
} satisfies Shape<typeof chinese>;
