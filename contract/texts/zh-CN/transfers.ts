export const transfers = {
  title: '数据导入',
} as const;
