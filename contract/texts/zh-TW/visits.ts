import type { Shape } from '../shape.ts';
import type { visits as chinese } from '../zh-CN/visits.ts';

export const visits = {
  title: '客戶拜訪',
} satisfies Shape<typeof chinese>;
