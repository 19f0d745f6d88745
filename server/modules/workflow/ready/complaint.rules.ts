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
  goods,
  handle,
  inform,
  more,
  multiChoice,
  read,
  remind,
  starter,
  supervisor,
} from './build.rules.ts';

export const complaint: Ready = {
  code: 'complaint',
  name: '客户投诉处理',
  family: 'marketing',
  description: '登记客户投诉，限时受理、查明原因、确定赔付并回复客户；客户不满意则重新处理。',
  form: {
    fields: [
      customer,
      { key: 'contact', label: '客户联系人及电话', type: 'text', required: true },
      choice(
        'kind',
        '投诉类别',
        { quality: '产品质量', package: '包装破损', quantity: '数量短缺', late: '交期延误', service: '服务态度' },
        true,
      ),
      choice('severity', '严重程度', { usual: '一般', serious: '重要', grave: '严重（停产或安全）' }, true),
      { key: 'happenedOn', label: '发生日期', type: 'date', required: true },
      {
        key: 'items',
        label: '涉及产品',
        type: 'table',
        required: true,
        columns: [...goods, { key: 'lot', label: '批号', type: 'text' }],
      },
      { key: 'story', label: '情况描述', type: 'longText', required: true },
      { key: 'demand', label: '客户要求', type: 'longText', required: true },
      { key: 'claim', label: '索赔金额', type: 'money', min: 0 },
      files('照片、检测报告'),
      { key: 'cause', label: '原因分析', type: 'longText', required: true },
      multiChoice(
        'blame',
        '责任方',
        { works: '生产', logistics: '物流', sales: '销售', client: '客户使用', other: '其他' },
        true,
      ),
      { key: 'remedy', label: '处理与预防措施', type: 'longText', required: true },
      { key: 'compensation', label: '拟赔付金额', type: 'money', required: true, min: 0 },
      choice('satisfied', '客户是否满意', { yes: '满意', no: '不满意' }, true),
      { key: 'reply', label: '客户反馈', type: 'longText', required: true },
    ],
    templates: [
      {
        key: 'quality',
        name: '质量投诉',
        values: {
          kind: 'quality',
          story: '现象：\n使用条件：\n不良比例：\n已采取的措施：',
          demand: '希望答复时间：\n希望的处理：',
        },
      },
    ],
  },
  draw: (role) => ({
    fields: read('cause', 'blame', 'remedy', 'compensation', 'satisfied', 'reply'),
    nodes: [
      choose(
        'condition',
        'alarm',
        '严重程度',
        [
          {
            name: '严重',
            when: equal('severity', 'grave'),
            nodes: [inform('alarmed', '立即告知高层', role('executive'))],
          },
        ],
        { name: '一般或重要', nodes: [] },
      ),
      handle('examine', '受理并查明原因', role('operations'), {
        limits: [remind(4), escalate(72)],
        fields: edit('cause', 'blame', 'remedy', 'compensation'),
      }),
      choose(
        'condition',
        'pay',
        '赔付金额',
        [
          {
            name: '赔付 5 万元以上',
            when: atLeast('compensation', '50000'),
            nodes: [
              approve('finance', '财务审核', role('finance'), { limits: [remind(8)] }),
              approve('executives', '高层会签', role('executive'), { mode: 'all' }),
            ],
          },
          {
            name: '有赔付',
            when: more('compensation', 0),
            nodes: [approve('manager', '上级审批', supervisor(), { limits: [remind(8)] })],
          },
        ],
        { name: '无赔付', nodes: [] },
      ),
      handle('answer', '回复客户', starter, { limits: [remind(24)], fields: edit('satisfied', 'reply') }),
      choose(
        'condition',
        'again',
        '客户反馈',
        [
          {
            name: '不满意',
            when: equal('satisfied', 'no'),
            nodes: [{ type: 'back', id: 'reopen', name: '重新处理', node: 'examine' }],
          },
        ],
        { name: '满意', nodes: [] },
      ),
      inform('told', '抄送上级', supervisor()),
    ],
  }),
};
