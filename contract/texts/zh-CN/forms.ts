export const forms = {
  none: '未填写',
  unseen: '您不能查看的客户',
  choose: '请选择',
  from: '开始',
  until: '结束',
  cell: '第 {{place}} 行：{{name}}',
  add: '添加一行',
  remove: '删除第 {{place}} 行',
  sum: '合计',
  empty: '还没有内容',
  computed: '自动计算',
} as const;
