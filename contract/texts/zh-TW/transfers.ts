import type { Shape } from '../shape.ts';
import type { transfers as chinese } from '../zh-CN/transfers.ts';

export const transfers = {
  title: '資料匯入',
} satisfies Shape<typeof chinese>;
