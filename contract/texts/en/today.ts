import type { Shape } from '../shape.ts';
import type { today as chinese } from '../zh-CN/today.ts';

export const today = {
  title: 'Today',
  heading: { one: '{{weekday}}, {{count}} thing to do', other: '{{weekday}}, {{count}} things to do' },
  headingNone: '{{weekday}}, nothing is due',
  weekDone: 'Week {{completed}}/{{items}} done',
  onTime: '{{rate}} on time',
  monthScore: 'Month score {{score}}',
} satisfies Shape<typeof chinese>;
