import type { Ready } from './build.rules.ts';
import { approve, choice, edit, files, inform, read, remind, starter } from './build.rules.ts';

export const marketPlan: Ready = {
  code: 'market-plan',
  name: '市场计划审批',
  family: 'plan',
  description: '季度或年度市场计划：目标、策略、行动和预算。直线上级逐级审批，销售管理与财务同时复核，高层过半数通过。',
  form: {
    fields: [
      { key: 'name', label: '计划名称', type: 'text', required: true },
      choice('span', '计划周期', { quarter: '季度', half: '半年', year: '年度' }, true),
      { key: 'period', label: '起止日期', type: 'dateRange', required: true },
      { key: 'region', label: '区域或行业', type: 'text', required: true },
      { key: 'situation', label: '现状分析', type: 'longText', required: true },
      {
        key: 'goals',
        label: '销售目标',
        type: 'table',
        required: true,
        columns: [
          { key: 'what', label: '产品或客户群', type: 'text', required: true },
          { key: 'volume', label: '销量（吨、台）', type: 'number', min: 0, sum: true },
          { key: 'sales', label: '销售额', type: 'money', required: true, min: 0, sum: true },
          { key: 'before', label: '上期销售额', type: 'money', min: 0, sum: true },
          {
            key: 'growth',
            label: '增长（%）',
            type: 'formula',
            formula: 'round(100 * ({sales} - {before}) / {before}, 1)',
          },
        ],
      },
      { key: 'strategy', label: '策略', type: 'longText', required: true },
      {
        key: 'actions',
        label: '行动步骤',
        type: 'table',
        required: true,
        columns: [
          { key: 'what', label: '行动', type: 'text', required: true },
          { key: 'who', label: '负责人', type: 'person', required: true },
          { key: 'by', label: '完成日期', type: 'date', required: true },
          { key: 'cost', label: '费用', type: 'money', min: 0, sum: true },
        ],
      },
      { key: 'total', label: '费用合计', type: 'formula', formula: '{actions.cost}', money: true },
      { key: 'sales', label: '目标销售额', type: 'formula', formula: '{goals.sales}', money: true },
      { key: 'ratio', label: '费用率（%）', type: 'formula', formula: 'round(100 * {total} / {sales}, 2)' },
      { key: 'control', label: '过程控制与评估', type: 'longText', required: true },
      files(),
      { key: 'review', label: '销售管理意见', type: 'longText', required: true },
      { key: 'financeOpinion', label: '财务意见', type: 'longText', required: true },
    ],
    templates: [
      {
        key: 'quarter',
        name: '区域季度计划',
        values: {
          span: 'quarter',
          situation: '市场容量与份额：\n主要竞争对手：\n优势与不足：\n机会与风险：',
          strategy: '产品：\n价格：\n渠道：\n推广：',
          control: '每周检查：\n每月检查：\n偏差超过 10% 时：',
        },
      },
    ],
  },
  draw: (role) => ({
    fields: read('review', 'financeOpinion'),
    nodes: [
      approve(
        'line',
        '直线上级逐级审批',
        { by: 'supervisor', levels: 2, each: true },
        {
          mode: 'inOrder',
          limits: [remind(24)],
        },
      ),
      {
        type: 'parallel',
        id: 'reviews',
        name: '复核',
        branches: [
          {
            id: 'operations',
            name: '销售管理',
            nodes: [
              approve('review', '销售管理复核', role('operations'), { limits: [remind(24)], fields: edit('review') }),
            ],
          },
          {
            id: 'finance',
            name: '财务',
            nodes: [
              approve('finance', '财务复核费用', role('finance'), {
                limits: [remind(24)],
                fields: edit('financeOpinion'),
              }),
            ],
          },
        ],
      },
      approve('executives', '高层会签', role('executive'), { mode: 'all', percent: 51 }),
      inform('told', '抄送销售管理', role('operations')),
      inform('result', '通知申请人', starter),
    ],
  }),
};
