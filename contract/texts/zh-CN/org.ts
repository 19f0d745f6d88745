export const org = {
  title: '系统管理',
} as const;
