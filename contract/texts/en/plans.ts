import type { Shape } from '../shape.ts';
import type { plans as chinese } from '../zh-CN/plans.ts';

export const plans = {
  title: 'Plans',
  days: {
    next: 'next {{weekday}}',
    dated: '{{weekday}} {{day}}',
    other: 'Other day',
    otherFor: '{{what}}: another day',
  },
} satisfies Shape<typeof chinese>;
