export const month = {
  title: '月度得分',
} as const;
