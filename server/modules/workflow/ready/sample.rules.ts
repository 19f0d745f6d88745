import type { Ready } from './build.rules.ts';
import {
  approve,
  choice,
  choose,
  customer,
  edit,
  escalate,
  files,
  goods,
  handle,
  inform,
  more,
  read,
  remind,
  starter,
  supervisor,
} from './build.rules.ts';

export const sample: Ready = {
  code: 'sample',
  name: '样品申请',
  family: 'marketing',
  description: '为客户申请试样，寄出后跟进试用结论。样品总值超过 2,000 元加一级审批。',
  form: {
    fields: [
      customer,
      choice(
        'purpose',
        '申请目的',
        { first: '首次试样', again: '复样', benchmark: '对标竞品', show: '展示推广' },
        true,
      ),
      {
        key: 'items',
        label: '样品明细',
        type: 'table',
        required: true,
        columns: [
          ...goods,
          { key: 'price', label: '单位价值', type: 'money', required: true, min: 0 },
          { key: 'amount', label: '价值', type: 'formula', formula: '{quantity} * {price}', money: true, sum: true },
        ],
      },
      { key: 'total', label: '样品总值', type: 'formula', formula: '{items.amount}', money: true },
      { key: 'neededOn', label: '期望送达日期', type: 'date', required: true },
      { key: 'receiver', label: '收件人及电话', type: 'text', required: true },
      { key: 'address', label: '收件地址', type: 'text', required: true },
      { key: 'specification', label: '技术要求', type: 'longText', help: '使用设备、工艺条件、需要达到的指标' },
      { key: 'present', label: '现用产品及供应商', type: 'text' },
      files('客户图纸或检测标准'),
      { key: 'lot', label: '样品批号', type: 'text', required: true },
      { key: 'shippedOn', label: '寄出日期', type: 'date', required: true },
      { key: 'tracking', label: '快递单号', type: 'text' },
      choice('result', '试样结论', { pass: '通过', adjust: '需调整后复样', fail: '不通过' }, true),
      { key: 'feedback', label: '试用反馈', type: 'longText', required: true },
    ],
    templates: [
      {
        key: 'first',
        name: '新客户首次试样',
        values: {
          purpose: 'first',
          specification: '使用设备：\n工艺条件：\n加入比例：\n需要达到的指标：',
        },
      },
      {
        key: 'benchmark',
        name: '对标竞品试样',
        values: {
          purpose: 'benchmark',
          specification: '竞品牌号及用量：\n客户不满意之处：\n对比项目（析出、耐寒、色泽等）：',
        },
      },
    ],
  },
  draw: (role) => ({
    fields: read('lot', 'shippedOn', 'tracking', 'result', 'feedback'),
    nodes: [
      approve('manager', '上级审批', supervisor(), { limits: [remind(8), escalate(48)] }),
      choose(
        'condition',
        'value',
        '样品价值',
        [
          {
            name: '总值超过 2,000 元',
            when: more('total', 2000),
            nodes: [approve('director', '二级审批', supervisor(2))],
          },
        ],
        { name: '其他', nodes: [] },
      ),
      handle('ship', '备样寄出', role('operations'), {
        limits: [remind(24)],
        fields: edit('lot', 'shippedOn', 'tracking'),
      }),
      { type: 'wait', id: 'trial', name: '客户试用', hours: 120 },
      handle('conclude', '填写试样结论', starter, { limits: [remind(72)], fields: edit('result', 'feedback') }),
      inform('told', '抄送销售管理', role('operations')),
    ],
  }),
};
