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
  more,
  read,
  remind,
  starter,
  supervisor,
} from './build.rules.ts';

export const delivery: Ready = {
  code: 'delivery',
  name: '发货申请',
  family: 'marketing',
  description: '按订单申请发货。财务先核对应收，有逾期时需上级批准，逾期 10 万元以上需高层批准。',
  form: {
    fields: [
      customer,
      { key: 'order', label: '订单号', type: 'text', required: true },
      {
        key: 'items',
        label: '发货明细',
        type: 'table',
        required: true,
        columns: [
          ...goods,
          { key: 'price', label: '单价', type: 'money', required: true, min: 0 },
          { key: 'amount', label: '金额', type: 'formula', formula: '{quantity} * {price}', money: true, sum: true },
        ],
      },
      { key: 'total', label: '发货金额', type: 'formula', formula: '{items.amount}', money: true },
      { key: 'shipOn', label: '要求发货日期', type: 'date', required: true },
      choice('transport', '运输方式', { truck: '汽运', tank: '槽车', pickup: '客户自提', express: '快递' }, true),
      { key: 'address', label: '收货地址', type: 'text', required: true },
      { key: 'receiver', label: '收货人及电话', type: 'text', required: true },
      choice('payment', '付款情况', { paid: '款已到', term: '账期内', none: '未付款' }, true),
      { key: 'remark', label: '随货要求', type: 'longText', help: '质检单、合格证、卸货要求等' },
      files('订单或付款凭证'),
      { key: 'receivable', label: '应收余额', type: 'money', required: true, min: 0 },
      { key: 'overdue', label: '其中逾期', type: 'money', required: true, min: 0 },
      { key: 'creditOpinion', label: '信用意见', type: 'longText' },
      { key: 'lot', label: '批号', type: 'text', required: true },
      { key: 'shippedOn', label: '发货日期', type: 'date', required: true },
      { key: 'vehicle', label: '车号或运单号', type: 'text' },
      { key: 'receivedOn', label: '签收日期', type: 'date', required: true },
      { key: 'receipt', label: '签收单', type: 'attachment' },
    ],
    templates: [
      {
        key: 'usual',
        name: '常规发货',
        values: { transport: 'truck', payment: 'term', remark: '随货：质检单、送货单（一式三联）' },
      },
    ],
  },
  draw: (role) => ({
    fields: read(...['receivable', 'overdue', 'creditOpinion', 'lot', 'shippedOn', 'vehicle', 'receivedOn', 'receipt']),
    nodes: [
      handle('credit', '核对应收', role('finance'), {
        limits: [remind(4), escalate(16)],
        fields: edit('receivable', 'overdue', 'creditOpinion'),
      }),
      choose(
        'condition',
        'overdue',
        '逾期应收',
        [
          {
            name: '逾期 10 万元以上',
            when: atLeast('overdue', '100000'),
            nodes: [
              approve('manager', '上级审批', supervisor(), { limits: [remind(4)] }),
              approve('executive', '高层审批', role('executive'), { limits: [remind(8)] }),
            ],
          },
          {
            name: '有逾期',
            when: more('overdue', 0),
            nodes: [approve('superior', '上级审批', supervisor(), { limits: [remind(4)] })],
          },
        ],
        { name: '无逾期', nodes: [] },
      ),
      handle('ship', '安排发货', role('operations'), {
        limits: [remind(8)],
        fields: edit('lot', 'shippedOn', 'vehicle'),
      }),
      handle('receive', '确认签收', starter, { limits: [remind(72)], fields: edit('receivedOn', 'receipt') }),
    ],
  }),
};
