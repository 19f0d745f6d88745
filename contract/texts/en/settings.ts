import type { Shape } from '../shape.ts';
import type { settings as chinese } from '../zh-CN/settings.ts';

export const settings = {
  lists: {
    segment: 'Segments',
    region: 'Regions',
    industry: 'Industries',
    level: 'Levels',
    purpose: 'Visit purposes',
    competitor: 'Competitors',
    costKind: 'Kinds of cost',
    returnReason: 'Reasons for a return to the pool',
  },
} satisfies Shape<typeof chinese>;
