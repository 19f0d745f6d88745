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
  inform,
  oneOf,
  read,
  remind,
  supervisor,
} from './build.rules.ts';

export const credit: Ready = {
  code: 'credit',
  name: '信用额度申请',
  family: 'marketing',
  description: '新增或调整客户的信用额度。财务评级并核定额度，30 万元以上加部门负责人，100 万元以上由高层会签。',
  form: {
    fields: [
      customer,
      choice('kind', '申请类型', { first: '首次授信', raise: '调增', temporary: '临时额度', lower: '调减' }, true),
      { key: 'present', label: '现有额度', type: 'money', required: true, min: 0 },
      { key: 'wanted', label: '申请额度', type: 'money', required: true, min: 0 },
      { key: 'change', label: '变动', type: 'formula', formula: '{wanted} - {present}', money: true },
      choice('term', '申请账期', { d30: '30 天', d45: '45 天', d60: '60 天', d90: '90 天' }, true),
      { key: 'period', label: '临时额度有效期', type: 'dateRange', help: '只在申请临时额度时填写' },
      { key: 'lastYear', label: '上年销售额', type: 'money', min: 0 },
      { key: 'thisYear', label: '本年预计销售额', type: 'money', min: 0 },
      choice('security', '担保方式', { none: '信用', deposit: '保证金', mortgage: '抵押', guarantor: '第三方担保' }),
      { key: 'reason', label: '申请理由', type: 'longText', required: true },
      files('营业执照、财务报表'),
      choice('grade', '信用等级', { a: 'A 良好', b: 'B 一般', c: 'C 关注', d: 'D 高风险' }, true),
      { key: 'approved', label: '核定额度', type: 'money', required: true, min: 0 },
      { key: 'creditOpinion', label: '财务意见', type: 'longText', required: true },
    ],
    templates: [
      {
        key: 'first',
        name: '首次授信',
        values: {
          kind: 'first',
          present: '0.00',
          reason: '经营年限：\n主要产品及产能：\n合作以来的付款记录：\n预计月用量：',
        },
      },
    ],
  },
  draw: (role) => ({
    fields: read('grade', 'approved', 'creditOpinion'),
    nodes: [
      approve('manager', '上级审批', supervisor(), { limits: [remind(8), escalate(48)] }),
      approve('finance', '财务评级核定', role('finance'), {
        limits: [remind(24)],
        fields: edit('grade', 'approved', 'creditOpinion'),
      }),
      choose(
        'condition',
        'size',
        '核定额度',
        [
          {
            name: '100 万元以上或高风险',
            when: { any: [atLeast('approved', '1000000'), oneOf('grade', 'd')] },
            nodes: [approve('executives', '高层会签', role('executive'), { mode: 'all' })],
          },
          {
            name: '30 万元以上',
            when: atLeast('approved', '300000'),
            nodes: [approve('head', '部门负责人审批', { by: 'departmentHead', levels: 1 }, { limits: [remind(16)] })],
          },
        ],
        { name: '其他', nodes: [] },
      ),
      inform('told', '抄送销售管理', role('operations')),
    ],
  }),
};
