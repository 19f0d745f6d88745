import type { Ready } from './build.rules.ts';
import {
  approve,
  choice,
  choose,
  costs,
  edit,
  escalate,
  files,
  handle,
  more,
  read,
  remind,
  supervisor,
} from './build.rules.ts';

export const expense: Ready = {
  code: 'expense',
  name: '费用报销',
  family: 'administration',
  description: '报销差旅、招待等费用。5,000 元以上加二级审批，2 万元以上由高层批准，财务审核后付款。',
  form: {
    fields: [
      { key: 'purpose', label: '报销事由', type: 'text', required: true },
      {
        key: 'items',
        label: '费用明细',
        type: 'table',
        required: true,
        columns: [
          { key: 'on', label: '日期', type: 'date', required: true },
          choice('kind', '类别', costs, true),
          { key: 'what', label: '说明', type: 'text', required: true },
          { key: 'customer', label: '客户', type: 'customer' },
          { key: 'amount', label: '金额', type: 'money', required: true, min: 0, sum: true },
        ],
      },
      { key: 'total', label: '报销合计', type: 'formula', formula: '{items.amount}', money: true },
      { key: 'advance', label: '已借款', type: 'money', min: 0 },
      {
        ...{ key: 'payable', label: '应付', type: 'formula' },
        ...{ formula: '{total} - if(filled({advance}), {advance}, 0)', money: true },
      },
      files('发票', true),
      { key: 'approved', label: '核定金额', type: 'money', required: true, min: 0 },
      { key: 'financeOpinion', label: '财务说明', type: 'longText' },
      { key: 'paidOn', label: '付款日期', type: 'date', required: true },
    ],
    templates: [
      {
        key: 'trip',
        name: '出差报销',
        values: {
          purpose: '出差费用',
          items: [
            { kind: 'transport', what: '往返交通' },
            { kind: 'lodging', what: '住宿' },
            { kind: 'meals', what: '餐饮补助' },
          ],
        },
      },
      {
        key: 'month',
        name: '月度市内交通',
        values: { purpose: '市内交通', items: [{ kind: 'transport', what: '市内拜访交通' }] },
      },
    ],
  },
  draw: (role) => ({
    fields: read('approved', 'financeOpinion', 'paidOn'),
    nodes: [
      approve('manager', '上级审批', supervisor(), { limits: [remind(24), escalate(72)] }),
      choose(
        'condition',
        'size',
        '报销金额',
        [
          {
            name: '超过 2 万元',
            when: more('total', 20000),
            nodes: [approve('executive', '高层审批', role('executive'), { limits: [remind(24)] })],
          },
          {
            name: '超过 5,000 元',
            when: more('total', 5000),
            nodes: [approve('director', '二级审批', supervisor(2), { limits: [remind(24)] })],
          },
        ],
        { name: '5,000 元以内', nodes: [] },
      ),
      approve('finance', '财务审核', role('finance'), {
        limits: [remind(24)],
        fields: edit('approved', 'financeOpinion'),
      }),
      handle('pay', '付款', role('finance'), { limits: [remind(48)], fields: edit('paidOn') }),
    ],
  }),
};
