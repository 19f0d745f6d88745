import type { Shape } from '../shape.ts';
import type { customers as chinese } from '../zh-CN/customers.ts';

export const customers = {
  title: '我的客戶',
} satisfies Shape<typeof chinese>;
