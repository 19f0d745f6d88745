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
  handle,
  inform,
  multiChoice,
  named,
  read,
  remind,
  supervisor,
  topLevel,
} from './build.rules.ts';

export const keyAccount: Ready = {
  code: 'key-account',
  name: '大客户资源支持',
  family: 'marketing',
  description:
    '为大客户申请技术、高层、样机、驻厂等支持。由您选择协同的同事会签，重点客户或预算 5 万元以上由高层批准。',
  form: {
    fields: [
      customer,
      multiChoice(
        'resources',
        '需要的支持',
        {
          technical: '技术支持',
          executive: '高层拜访',
          trial: '样机或试产',
          onSite: '驻厂服务',
          custom: '定制开发',
          budget: '专项费用',
        },
        true,
      ),
      { key: 'goal', label: '要达到的目标', type: 'longText', required: true },
      { key: 'situation', label: '客户现状与竞争', type: 'longText', required: true },
      { key: 'period', label: '支持期间', type: 'dateRange', required: true },
      { key: 'leader', label: '支持负责人', type: 'person', required: true },
      {
        key: 'steps',
        label: '行动步骤',
        type: 'table',
        required: true,
        columns: [
          { key: 'what', label: '行动', type: 'text', required: true },
          { key: 'who', label: '负责人', type: 'person' },
          { key: 'by', label: '完成日期', type: 'date', required: true },
          { key: 'cost', label: '预算', type: 'money', min: 0, sum: true },
        ],
      },
      { key: 'total', label: '预算合计', type: 'formula', formula: '{steps.cost}', money: true },
      { key: 'sales', label: '预期新增年销售额', type: 'money', required: true, min: 0 },
      { key: 'share', label: '预算占销售（%）', type: 'formula', formula: 'round(100 * {total} / {sales}, 2)' },
      files(),
      choice('outcome', '支持结果', { met: '达到目标', partly: '部分达到', missed: '未达到' }, true),
      { key: 'summary', label: '结果说明', type: 'longText', required: true },
    ],
    templates: [
      {
        key: 'technical',
        name: '技术攻关支持',
        values: {
          resources: ['technical', 'trial'],
          goal: '解决的技术问题：\n验收标准：',
          steps: [{ what: '现场调研，确认工艺与问题' }, { what: '出具方案并试产' }, { what: '客户验收' }],
        },
      },
      {
        key: 'executive',
        name: '高层拜访',
        values: {
          resources: ['executive'],
          goal: '希望见到的人：\n希望达成的共识：',
          steps: [{ what: '准备客户简报' }, { what: '高层拜访' }, { what: '跟进承诺事项' }],
        },
      },
    ],
  },
  draw: (role) => ({
    fields: read('outcome', 'summary'),
    nodes: [
      approve('manager', '上级审批', supervisor(), { limits: [remind(8), escalate(48)] }),
      approve('partners', '协同会签', { by: 'starterChoice', most: 5 }, { mode: 'all', limits: [remind(24)] }),
      choose(
        'condition',
        'weight',
        '客户级别与预算',
        [
          {
            name: '重点客户或预算 5 万元以上',
            when: { any: [topLevel, atLeast('total', 50000)] },
            nodes: [approve('executive', '高层审批', role('executive'), { limits: [remind(16)] })],
          },
        ],
        { name: '其他', nodes: [] },
      ),
      handle('support', '实施支持', named('leader'), {
        empty: 'owner',
        limits: [remind(120)],
        fields: edit('outcome', 'summary'),
      }),
      inform('told', '抄送销售管理', role('operations')),
    ],
  }),
};
