import type { Shape } from '../shape.ts';
import type { visits as chinese } from '../zh-CN/visits.ts';

export const visits = {
  title: 'Visits',
} satisfies Shape<typeof chinese>;
