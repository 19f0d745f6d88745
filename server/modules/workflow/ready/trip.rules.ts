import type { Ready } from './build.rules.ts';
import {
  approve,
  choice,
  choose,
  costs,
  edit,
  escalate,
  handle,
  inform,
  more,
  read,
  remind,
  starter,
  supervisor,
} from './build.rules.ts';

export const trip: Ready = {
  code: 'trip',
  name: '出差申请',
  family: 'administration',
  description: '申请出差行程与预算，需要借款时由财务付款，回来后写出差总结。超过 5 天或 5,000 元加二级审批。',
  form: {
    fields: [
      { key: 'purpose', label: '出差目的', type: 'text', required: true },
      { key: 'period', label: '起止日期', type: 'dateRange', required: true },
      { key: 'days', label: '天数', type: 'formula', formula: 'days({period.from}, {period.until}) + 1' },
      {
        key: 'route',
        label: '行程',
        type: 'table',
        required: true,
        columns: [
          { key: 'on', label: '日期', type: 'date', required: true },
          { key: 'city', label: '城市', type: 'text', required: true },
          { key: 'customer', label: '拜访客户', type: 'customer' },
          { key: 'aim', label: '要达到的结果', type: 'text', required: true },
        ],
      },
      choice('transport', '交通工具', { rail: '火车', air: '飞机', car: '自驾', coach: '大巴' }, true),
      {
        key: 'budget',
        label: '费用预算',
        type: 'table',
        required: true,
        columns: [
          choice('kind', '类别', costs, true),
          { key: 'amount', label: '金额', type: 'money', required: true, min: 0, sum: true },
        ],
      },
      { key: 'total', label: '预算合计', type: 'formula', formula: '{budget.amount}', money: true },
      { key: 'loan', label: '申请借款', type: 'money', min: 0 },
      { key: 'paidOn', label: '借款付款日期', type: 'date', required: true },
      { key: 'summary', label: '出差总结', type: 'longText', required: true },
    ],
    templates: [
      {
        key: 'visits',
        name: '拜访客户',
        values: {
          purpose: '拜访客户',
          transport: 'rail',
          budget: [{ kind: 'transport' }, { kind: 'lodging' }, { kind: 'meals' }],
        },
      },
    ],
  },
  draw: (role) => ({
    fields: read('paidOn', 'summary'),
    nodes: [
      approve('manager', '上级审批', supervisor(), { limits: [remind(8), escalate(24)] }),
      choose(
        'condition',
        'size',
        '天数与预算',
        [
          {
            name: '超过 5 天或 5,000 元',
            when: { any: [more('days', 5), more('total', 5000)] },
            nodes: [approve('director', '二级审批', supervisor(2), { limits: [remind(16)] })],
          },
        ],
        { name: '其他', nodes: [] },
      ),
      choose(
        'condition',
        'money',
        '借款',
        [
          {
            name: '需要借款',
            when: more('loan', 0),
            nodes: [handle('pay', '财务付款', role('finance'), { limits: [remind(16)], fields: edit('paidOn') })],
          },
        ],
        { name: '不借款', nodes: [] },
      ),
      handle('report', '写出差总结', starter, { limits: [remind(240)], fields: edit('summary') }),
      inform('told', '抄送上级', supervisor()),
    ],
  }),
};
