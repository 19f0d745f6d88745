import type { Ready } from './build.rules.ts';
import {
  approve,
  atLeast,
  choice,
  choose,
  edit,
  escalate,
  files,
  handle,
  inform,
  named,
  read,
  remind,
  supervisor,
} from './build.rules.ts';

export const campaign: Ready = {
  code: 'campaign',
  name: '市场活动申请',
  family: 'marketing',
  description: '申请展会、研讨会等市场活动及预算，活动后填写结果。1 万元以上由财务核预算，3 万元以上由高层批准。',
  form: {
    fields: [
      { key: 'name', label: '活动名称', type: 'text', required: true },
      choice(
        'kind',
        '活动类型',
        { fair: '展会', seminar: '技术研讨会', launch: '产品推介会', dealers: '经销商会议', online: '线上活动' },
        true,
      ),
      { key: 'period', label: '活动时间', type: 'dateRange', required: true },
      { key: 'place', label: '地点', type: 'text', required: true },
      { key: 'target', label: '目标客户', type: 'longText', required: true, help: '行业、区域、级别，以及怎样邀请' },
      { key: 'leader', label: '活动负责人', type: 'person', required: true },
      {
        key: 'budget',
        label: '预算',
        type: 'table',
        required: true,
        columns: [
          choice(
            'item',
            '项目',
            {
              space: '场地展位',
              build: '搭建布置',
              material: '资料礼品',
              travel: '差旅食宿',
              media: '宣传推广',
              other: '其他',
            },
            true,
          ),
          { key: 'what', label: '说明', type: 'text' },
          { key: 'amount', label: '金额', type: 'money', required: true, min: 0, sum: true },
        ],
      },
      { key: 'total', label: '预算合计', type: 'formula', formula: '{budget.amount}', money: true },
      { key: 'leads', label: '预期有效线索', type: 'number', required: true, min: 0 },
      { key: 'perLead', label: '每条线索成本', type: 'formula', formula: '{total} / {leads}', money: true },
      { key: 'sales', label: '预期带来销售额', type: 'money', min: 0 },
      files('活动方案'),
      { key: 'budgetCode', label: '预算科目', type: 'text', required: true },
      { key: 'gained', label: '实际有效线索', type: 'number', required: true, min: 0 },
      { key: 'spent', label: '实际费用', type: 'money', required: true, min: 0 },
      { key: 'summary', label: '活动总结', type: 'longText', required: true },
    ],
    templates: [
      {
        key: 'fair',
        name: '参加展会',
        values: {
          kind: 'fair',
          target: '行业：\n重点邀请名单：\n邀请方式与负责人：',
          budget: [{ item: 'space' }, { item: 'build' }, { item: 'material' }, { item: 'travel' }],
        },
      },
      {
        key: 'seminar',
        name: '技术研讨会',
        values: {
          kind: 'seminar',
          target: '参会企业及人数：\n议题：\n主讲人：',
          budget: [{ item: 'space' }, { item: 'material' }, { item: 'travel' }],
        },
      },
    ],
  },
  draw: (role) => ({
    fields: read('budgetCode', 'gained', 'spent', 'summary'),
    nodes: [
      approve('manager', '上级审批', supervisor(), { limits: [remind(8), escalate(48)] }),
      choose(
        'inclusive',
        'checks',
        '预算审核',
        [
          {
            name: '1 万元以上',
            when: atLeast('total', 10000),
            nodes: [
              approve('finance', '财务核预算', role('finance'), { limits: [remind(16)], fields: edit('budgetCode') }),
            ],
          },
          {
            name: '3 万元以上',
            when: atLeast('total', 30000),
            nodes: [approve('executive', '高层审批', role('executive'), { limits: [remind(16)] })],
          },
        ],
        { name: '1 万元以内', nodes: [] },
      ),
      inform('leader', '通知负责人', named('leader')),
      handle('report', '填写活动结果', named('leader'), {
        limits: [remind(240)],
        fields: edit('gained', 'spent', 'summary'),
      }),
      inform('told', '抄送销售管理', role('operations')),
    ],
  }),
};
