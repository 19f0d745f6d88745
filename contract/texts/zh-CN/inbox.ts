export const inbox = {
  title: '待我评价',
  keys: '等得最久的在前。J、K 上下，1–5 打分，Ctrl + Enter 发送并到下一项。',
  waits: '等了 {{count}} 个工作日',
  waitsToday: '今天提交',
  week: '{{from}}–{{to}}的周计划，{{count}} 项',
  adjust: '打开并调整',
  unfold: '展开拜访记录',
  unfoldWeek: '展开计划',
  empty: '没有等您评价的工作',
  emptyHint: '下属完成计划项或提交周计划后，会在这里等您的分数和指导。',
  emptyAction: '看本月得分',
} as const;
