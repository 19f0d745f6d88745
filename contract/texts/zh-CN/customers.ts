export const customers = {
  title: '我的客户',
} as const;
