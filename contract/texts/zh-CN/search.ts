export const search = {
  placeholder: '搜索客户、联系人、计划，或输入命令',
  title: '搜索与命令',
  open: '打开搜索',
  nothing: '没有找到“{{q}}”',
  types: {
    customer: '客户',
    contact: '联系人',
    planItem: '计划项',
  },
  goTo: '前往 {{place}}',
  setLanguage: '语言：{{name}}',
  setTheme: '外观：{{name}}',
  hint: '↑ ↓ 选择，Enter 打开，Esc 关闭',
} as const;
