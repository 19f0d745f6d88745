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
  inform,
  more,
  oneOf,
  read,
  remind,
  supervisor,
} from './build.rules.ts';

const terms = {
  prepaid: '预付全款',
  cod: '货到付款',
  net30: '月结 30 天',
  net60: '月结 60 天',
  net90: '月结 90 天',
  instalments: '分期付款',
};

export const quotation: Ready = {
  code: 'quotation',
  name: '报价审批',
  family: 'marketing',
  description: '正式报价前审批价格和条款。折让超过 10%、账期 60 天以上或金额 50 万元以上逐级加签。',
  form: {
    fields: [
      customer,
      { key: 'project', label: '项目或用途', type: 'text' },
      {
        key: 'items',
        label: '报价明细',
        type: 'table',
        required: true,
        columns: [
          ...goods,
          { key: 'list', label: '标准价', type: 'money', required: true, min: 0 },
          { key: 'price', label: '报价', type: 'money', required: true, min: 0 },
          { key: 'full', label: '标准金额', type: 'formula', formula: '{quantity} * {list}', money: true, sum: true },
          {
            key: 'amount',
            label: '报价金额',
            type: 'formula',
            formula: '{quantity} * {price}',
            money: true,
            sum: true,
          },
        ],
      },
      { key: 'total', label: '报价合计', type: 'formula', formula: '{items.amount}', money: true },
      {
        key: 'discount',
        label: '整体折让（%）',
        type: 'formula',
        formula: 'round(100 * (1 - {items.amount} / {items.full}), 1)',
      },
      choice('terms', '付款方式', terms, true),
      choice('freight', '运费', { ours: '我方承担', theirs: '客户承担', shared: '各半' }, true),
      { key: 'validUntil', label: '报价有效期至', type: 'date', required: true },
      { key: 'delivery', label: '交期', type: 'text', help: '例如：合同生效后 15 天' },
      { key: 'competitor', label: '竞争对手及其报价', type: 'longText' },
      { key: 'remark', label: '说明', type: 'longText' },
      files('询价单或技术协议'),
      { key: 'financeOpinion', label: '财务意见', type: 'longText', required: true },
    ],
    templates: [
      {
        key: 'raw',
        name: '原料常规报价',
        values: { terms: 'net30', freight: 'ours', delivery: '收到订单后 7 天内发货' },
      },
      {
        key: 'equipment',
        name: '设备项目报价',
        values: {
          terms: 'instalments',
          freight: 'ours',
          delivery: '合同生效后 60 天',
          remark: '付款节点：预付 30%，发货前 60%，验收后 10%\n安装调试：\n质保期：',
        },
      },
    ],
  },
  draw: (role) => ({
    fields: read('financeOpinion'),
    nodes: [
      approve('manager', '上级审批', supervisor(), { limits: [remind(4), escalate(24)] }),
      choose(
        'inclusive',
        'checks',
        '价格与条款',
        [
          {
            name: '折让超过 10%',
            when: more('discount', 10),
            nodes: [approve('pricing', '价格审核', role('operations'), { limits: [remind(8)] })],
          },
          {
            name: '账期 60 天以上或分期',
            when: oneOf('terms', 'net60', 'net90', 'instalments'),
            nodes: [
              approve('finance', '财务审核', role('finance'), { limits: [remind(8)], fields: edit('financeOpinion') }),
            ],
          },
        ],
        { name: '常规报价', nodes: [] },
      ),
      choose(
        'condition',
        'size',
        '报价金额',
        [
          {
            name: '50 万元以上',
            when: atLeast('total', 500000),
            nodes: [approve('executive', '高层审批', role('executive'))],
          },
        ],
        { name: '其他', nodes: [] },
      ),
      inform('told', '抄送销售管理', role('operations')),
    ],
  }),
};
