export const plans = {
  title: '工作计划',
} as const;
