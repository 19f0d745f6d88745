export const visits = {
  title: '客户拜访',
} as const;
