/** By whom, from which file, and what was exported. */
export const brought = {
  by: 'south.manager',
  fileName: '广州橡塑展名片.csv',
  content: [
    '客户,姓名,职务,决策角色,电话,备注',
    '广东粤海电缆有限公司,黄晓峰,采购部主管,采购,13800010103,展会上问过低烟无卤料的交期',
    '深圳鹏程塑胶制品有限公司,何建平,生产副总,决策者,13800010112,想看上机效果',
    '广州南粤化工贸易有限公司,邱丽,内勤,,13800010132,',
    '佛山新源塑料厂,关先生,采购,,13800010199,还没有建档',
  ].join('\n'),
  wanted: {
    kind: 'customers' as const,
    format: 'xlsx' as const,
    filter: { filter: { all: [{ field: 'nextStepOn', op: 'filled' as const }] } },
    columns: ['name', 'owner', 'level', 'nextStep', 'nextStepOn'],
  },
};
