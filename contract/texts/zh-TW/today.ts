import type { Shape } from '../shape.ts';
import type { today as chinese } from '../zh-CN/today.ts';

export const today = {
  title: '今日',
  heading: '{{weekday}}，{{count}} 件事要做',
  headingNone: '{{weekday}}，手上沒有要做的事',
  weekDone: '本週計畫完成 {{completed}}/{{items}}',
  onTime: '及時率 {{rate}}',
  monthScore: '本月計畫得分 {{score}}',
} satisfies Shape<typeof chinese>;
