import type { Ready } from './build.rules.ts';
import { approve, choice, choose, escalate, files, inform, more, named, remind, supervisor } from './build.rules.ts';

export const leave: Ready = {
  code: 'leave',
  name: '请假申请',
  family: 'administration',
  description: '请假并指定工作代理人。超过 3 天加二级审批，超过 10 天由高层批准。',
  form: {
    fields: [
      choice(
        'kind',
        '请假类型',
        {
          annual: '年假',
          personal: '事假',
          sick: '病假',
          lieu: '调休',
          marriage: '婚假',
          maternity: '产假或陪产假',
          bereavement: '丧假',
        },
        true,
      ),
      { key: 'period', label: '起止日期', type: 'dateRange', required: true },
      {
        ...{ key: 'span', label: '含首尾日历天数', type: 'formula' },
        formula: 'days({period.from}, {period.until}) + 1',
      },
      {
        key: 'days',
        label: '请假天数（工作日）',
        type: 'number',
        required: true,
        min: 0.5,
        max: 180,
        help: '半天填 0.5',
      },
      { key: 'reason', label: '事由', type: 'longText', required: true },
      { key: 'substitute', label: '工作代理人', type: 'person', required: true },
      { key: 'work', label: '需要代办的工作', type: 'longText' },
      files('病假证明等'),
    ],
    templates: [{ key: 'annual', name: '年假', values: { kind: 'annual', reason: '休年假' } }],
  },
  draw: (role) => ({
    nodes: [
      approve('manager', '上级审批', supervisor(), { limits: [remind(8), escalate(24)] }),
      choose(
        'condition',
        'length',
        '请假天数',
        [
          {
            name: '超过 10 天',
            when: more('days', 10),
            nodes: [approve('executive', '高层审批', role('executive'), { limits: [remind(24)] })],
          },
          {
            name: '超过 3 天',
            when: more('days', 3),
            nodes: [approve('director', '二级审批', supervisor(2), { limits: [remind(24)] })],
          },
        ],
        { name: '3 天以内', nodes: [] },
      ),
      inform('substitute', '抄送代理人', named('substitute')),
      inform('told', '抄送销售管理', role('operations')),
    ],
  }),
};
