import type { Shape } from '../shape.ts';
import type { transfers as chinese } from '../zh-CN/transfers.ts';

export const transfers = {
  title: 'Imports',
} satisfies Shape<typeof chinese>;
