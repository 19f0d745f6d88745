import type { Shape } from '../shape.ts';
import type { toolbox as chinese } from '../zh-CN/toolbox.ts';

export const toolbox = {
  title: '標準化工具箱',
  hint: '這類客戶常用的流程，按此順序排在客戶頁和發起頁的最前面。',
  add: '新增流程',
  remove: '移除「{{name}}」',
  retired: '已停用',
} satisfies Shape<typeof chinese>;
