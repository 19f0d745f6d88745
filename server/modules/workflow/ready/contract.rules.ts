import type { Ready } from './build.rules.ts';
import {
  approve,
  atLeast,
  choice,
  choose,
  customer,
  edit,
  equal,
  escalate,
  files,
  handle,
  inform,
  read,
  remind,
  supervisor,
  together,
} from './build.rules.ts';

const risks = { low: '低', medium: '中', high: '高' };

export const contract: Ready = {
  code: 'contract',
  name: '合同评审',
  family: 'marketing',
  description:
    '签约前评审合同。财务与法务同时审核，20 万元以上加二级审批，100 万元以上或风险高由高层会签，最后用印归档。',
  form: {
    fields: [
      customer,
      { key: 'name', label: '合同名称', type: 'text', required: true },
      choice(
        'kind',
        '合同类型',
        { sale: '购销合同', frame: '年度框架协议', dealer: '经销协议', service: '技术服务合同', secrecy: '保密协议' },
        true,
      ),
      choice('paper', '合同文本', { ours: '我方标准文本', changed: '我方文本有修改', theirs: '客户文本' }, true),
      { key: 'amount', label: '合同金额（含税）', type: 'money', required: true, min: 0 },
      { key: 'period', label: '合同期限', type: 'dateRange', required: true },
      {
        key: 'instalments',
        label: '付款计划',
        type: 'table',
        columns: [
          { key: 'when', label: '付款节点', type: 'text', required: true },
          { key: 'on', label: '预计日期', type: 'date' },
          { key: 'due', label: '金额', type: 'money', required: true, min: 0, sum: true },
          { key: 'share', label: '占比（%）', type: 'formula', formula: 'round(100 * {due} / {amount}, 1)' },
        ],
      },
      { key: 'deviations', label: '与标准条款的差异', type: 'longText', help: '付款、质保、违约、争议解决、知识产权' },
      files('合同文本', true),
      choice('legalRisk', '法律风险', risks, true),
      { key: 'legalOpinion', label: '法务意见', type: 'longText', required: true },
      choice('creditRisk', '回款风险', risks, true),
      { key: 'financeOpinion', label: '财务意见', type: 'longText', required: true },
      { key: 'number', label: '合同编号', type: 'text', required: true },
      { key: 'signedOn', label: '签订日期', type: 'date', required: true },
      { key: 'scan', label: '签署件', type: 'attachment' },
    ],
    templates: [
      { key: 'standard', name: '标准购销合同', values: { kind: 'sale', paper: 'ours', deviations: '无' } },
      {
        key: 'equipment',
        name: '设备合同',
        values: {
          kind: 'sale',
          paper: 'changed',
          instalments: [{ when: '预付款' }, { when: '发货前' }, { when: '验收合格' }, { when: '质保期满' }],
        },
      },
    ],
  },
  draw: (role) => ({
    fields: read('legalRisk', 'legalOpinion', 'creditRisk', 'financeOpinion', 'number', 'signedOn', 'scan'),
    nodes: [
      approve('manager', '上级审批', supervisor(), { limits: [remind(8), escalate(48)] }),
      together('review', '财务与法务评审', [
        {
          name: '法务',
          nodes: [
            approve('legal', '法务审核', role('operations'), {
              limits: [remind(24)],
              fields: edit('legalRisk', 'legalOpinion'),
            }),
          ],
        },
        {
          name: '财务',
          nodes: [
            approve('finance', '财务审核', role('finance'), {
              limits: [remind(24)],
              fields: edit('creditRisk', 'financeOpinion'),
            }),
          ],
        },
      ]),
      choose(
        'condition',
        'size',
        '金额与风险',
        [
          {
            name: '100 万元以上或风险高',
            when: { any: [atLeast('amount', '1000000'), equal('legalRisk', 'high'), equal('creditRisk', 'high')] },
            nodes: [approve('executives', '高层会签', role('executive'), { mode: 'all' })],
          },
          {
            name: '20 万元以上',
            when: atLeast('amount', '200000'),
            nodes: [approve('director', '二级审批', supervisor(2), { limits: [remind(8)] })],
          },
        ],
        { name: '其他', nodes: [] },
      ),
      handle('seal', '用印归档', role('operations'), {
        limits: [remind(24)],
        fields: edit('number', 'signedOn', 'scan'),
      }),
      inform('told', '抄送财务', role('finance')),
    ],
  }),
};
