export const toolbox = {
  title: '标准化工具箱',
  hint: '这类客户常用的流程，按此顺序排在客户页和发起页的最前面。',
  add: '添加流程',
  remove: '移除“{{name}}”',
  retired: '已停用',
} as const;
