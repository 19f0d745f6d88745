import type { Shape } from '../shape.ts';
import type { phones as chinese } from '../zh-CN/phones.ts';

export const phones = {
  reveal: 'Show the full number of {{name}} (this is recorded)',
  left: { one: '{{count}} more today', other: '{{count}} more today' },
} satisfies Shape<typeof chinese>;
