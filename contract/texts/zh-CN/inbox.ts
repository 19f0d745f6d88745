export const inbox = {
  title: '待我评价',
} as const;
