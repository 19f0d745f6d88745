import type { Shape } from '../shape.ts';
import type { month as chinese } from '../zh-CN/month.ts';

export const month = {
  title: '月度得分',
} satisfies Shape<typeof chinese>;
