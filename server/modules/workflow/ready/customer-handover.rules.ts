import type { Ready } from './build.rules.ts';
import {
  approve,
  choice,
  choose,
  edit,
  escalate,
  files,
  handle,
  inform,
  more,
  named,
  read,
  remind,
  supervisor,
} from './build.rules.ts';

export const handover: Ready = {
  code: 'customer-handover',
  name: '客户移交',
  family: 'marketing',
  description: '把客户移交给同事：接收人确认事项，有未收款时财务核对，由销售管理部在系统里执行。',
  form: {
    fields: [
      choice(
        'reason',
        '移交原因',
        { leaving: '离职', transfer: '调岗', territory: '区域调整', balance: '工作量平衡', wish: '客户要求' },
        true,
      ),
      { key: 'to', label: '接收人', type: 'person', required: true },
      { key: 'on', label: '移交日期', type: 'date', required: true },
      {
        key: 'customers',
        label: '移交客户',
        type: 'table',
        required: true,
        columns: [
          { key: 'customer', label: '客户', type: 'customer', required: true },
          { key: 'state', label: '合作现状', type: 'text', required: true },
          { key: 'pending', label: '未完事项', type: 'text' },
          { key: 'receivable', label: '应收余额', type: 'money', min: 0, sum: true },
        ],
      },
      { key: 'receivable', label: '应收合计', type: 'formula', formula: '{customers.receivable}', money: true },
      { key: 'people', label: '关键联系人与相处要点', type: 'longText', required: true },
      { key: 'promises', label: '已对客户作出的承诺', type: 'longText' },
      files('合同、资料清单'),
      { key: 'visit', label: '共同拜访日期', type: 'date', required: true },
      { key: 'confirmed', label: '接收人说明', type: 'longText' },
      { key: 'financeOpinion', label: '财务核对', type: 'longText', required: true },
    ],
    templates: [
      {
        key: 'leaving',
        name: '离职移交',
        values: {
          reason: 'leaving',
          people: '决策人：\n日常对接人：\n沟通习惯：\n注意事项：',
          promises: '价格：\n交期：\n其他：',
        },
      },
    ],
  },
  draw: (role) => ({
    fields: read('visit', 'confirmed', 'financeOpinion'),
    nodes: [
      approve('manager', '上级审批', supervisor(), { limits: [remind(8), escalate(48)] }),
      approve('accept', '接收人确认', named('to'), {
        limits: [remind(24)],
        fields: edit('visit', 'confirmed'),
      }),
      choose(
        'condition',
        'money',
        '应收余额',
        [
          {
            name: '有应收',
            when: more('receivable', 0),
            nodes: [
              approve('finance', '财务核对应收', role('finance'), {
                limits: [remind(16)],
                fields: edit('financeOpinion'),
              }),
            ],
          },
        ],
        { name: '无应收', nodes: [] },
      ),
      handle('execute', '在系统中移交', role('operations'), { limits: [remind(24)] }),
      inform('told', '抄送接收人', named('to')),
    ],
  }),
};
