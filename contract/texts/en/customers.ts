import type { Shape } from '../shape.ts';
import type { customers as chinese } from '../zh-CN/customers.ts';

export const customers = {
  title: 'Customers',
} satisfies Shape<typeof chinese>;
