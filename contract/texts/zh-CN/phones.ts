export const phones = {
  reveal: '查看{{name}}的完整电话（会记录）',
  left: '今天还可查看 {{count}} 个',
} as const;
