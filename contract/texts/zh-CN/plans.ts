export const plans = {
  title: '工作计划',
  days: {
    next: '下{{weekday}}',
    dated: '{{day}} {{weekday}}',
    other: '其他日期',
    otherFor: '{{what}}：其他日期',
  },
} as const;
