export const today = {
  title: '今日',
  heading: '{{weekday}}，{{count}} 件事要做',
  headingNone: '{{weekday}}，手上没有要做的事',
  weekDone: '本周计划完成 {{completed}}/{{items}}',
  onTime: '及时率 {{rate}}',
  monthScore: '本月计划得分 {{score}}',
} as const;
