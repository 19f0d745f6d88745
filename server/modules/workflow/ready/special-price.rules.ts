import type { Ready } from './build.rules.ts';
import {
  approve,
  atLeast,
  choice,
  choose,
  customer,
  edit,
  escalate,
  files,
  goods,
  handle,
  hide,
  inform,
  remind,
  starter,
  supervisor,
  topLevel,
} from './build.rules.ts';

export const specialPrice: Ready = {
  code: 'special-price',
  name: '特价申请',
  family: 'marketing',
  description: '低于价格政策的价格。财务核算毛利，毛利低于 5% 由高层会签；重点客户由销售管理部复核。',
  form: {
    fields: [
      customer,
      choice(
        'reason',
        '申请理由',
        { competitor: '竞品低价', volume: '大批量订单', entry: '新客户导入', stock: '清理库存', strategic: '战略合作' },
        true,
      ),
      {
        key: 'items',
        label: '特价明细',
        type: 'table',
        required: true,
        columns: [
          ...goods,
          { key: 'list', label: '政策价', type: 'money', required: true, min: 0 },
          { key: 'price', label: '申请价', type: 'money', required: true, min: 0 },
          { key: 'amount', label: '金额', type: 'formula', formula: '{quantity} * {price}', money: true, sum: true },
          {
            ...{ key: 'given', label: '让利', type: 'formula', formula: '{quantity} * ({list} - {price})' },
            ...{ money: true, sum: true },
          },
        ],
      },
      { key: 'total', label: '特价金额', type: 'formula', formula: '{items.amount}', money: true },
      { key: 'given', label: '让利合计', type: 'formula', formula: '{items.given}', money: true },
      { key: 'period', label: '特价有效期', type: 'dateRange', required: true },
      { key: 'competitor', label: '竞争对手', type: 'text' },
      { key: 'competitorPrice', label: '竞品到厂价', type: 'money', min: 0 },
      { key: 'explanation', label: '理由说明', type: 'longText', required: true },
      files('竞品报价等依据'),
      { key: 'margin', label: '核算毛利率（%）', type: 'number', required: true, min: -100, max: 100 },
      { key: 'financeOpinion', label: '财务意见', type: 'longText' },
    ],
    templates: [
      {
        key: 'competitor',
        name: '应对竞品低价',
        values: {
          reason: 'competitor',
          explanation: '竞品报价来源：\n客户决策时间：\n不给特价的后果：\n恢复正常价的条件：',
        },
      },
    ],
  },
  draw: (role) => ({
    fields: hide('margin', 'financeOpinion'),
    nodes: [
      approve('manager', '上级审批', supervisor(), {
        limits: [remind(4), escalate(24)],
        fields: hide('margin', 'financeOpinion'),
      }),
      handle('margin', '财务核算毛利', role('finance'), {
        limits: [remind(8)],
        fields: edit('margin', 'financeOpinion'),
      }),
      choose(
        'condition',
        'level',
        '毛利与让利',
        [
          {
            name: '毛利率低于 5%',
            when: { field: 'margin', is: 'less', value: 5 },
            nodes: [approve('executives', '高层会签', role('executive'), { mode: 'all', percent: 67 })],
          },
          {
            name: '让利 5 万元以上',
            when: atLeast('given', 50000),
            nodes: [approve('director', '二级审批', supervisor(2), { limits: [remind(8)] })],
          },
        ],
        { name: '其他', nodes: [] },
      ),
      choose(
        'condition',
        'account',
        '客户级别',
        [{ name: '重点客户', when: topLevel, nodes: [approve('review', '价格政策复核', role('operations'))] }],
        { name: '其他客户', nodes: [inform('told', '抄送销售管理', role('operations'))] },
      ),
      inform('result', '通知申请人', starter),
    ],
  }),
};
