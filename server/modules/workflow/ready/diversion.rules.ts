import type { Ready } from './build.rules.ts';
import {
  approve,
  choice,
  choose,
  customer,
  edit,
  equal,
  escalate,
  files,
  goods,
  handle,
  hide,
  inform,
  more,
  multiChoice,
  read,
  remind,
  starter,
  supervisor,
} from './build.rules.ts';

export const diversion: Ready = {
  code: 'diversion',
  name: '窜货处理',
  family: 'marketing',
  description: '举报货物流出约定区域。按批号查证，查实后会签处罚并由财务执行，经销商保证金扣罚留有记录。',
  form: {
    fields: [
      { ...customer, label: '涉及的经销商' },
      { key: 'place', label: '发现地点', type: 'text', required: true },
      { key: 'foundOn', label: '发现日期', type: 'date', required: true },
      {
        key: 'items',
        label: '窜货明细',
        type: 'table',
        required: true,
        columns: [
          ...goods,
          { key: 'lot', label: '批号或序列号', type: 'text', required: true },
          { key: 'region', label: '约定销售区域', type: 'text' },
          { key: 'price', label: '成交价', type: 'money', min: 0 },
        ],
      },
      { key: 'quantity', label: '涉及数量', type: 'formula', formula: '{items.quantity}' },
      { key: 'story', label: '经过与影响', type: 'longText', required: true },
      files('照片、单据等证据', true),
      choice('finding', '查证结论', { true: '属实', unproven: '证据不足', false: '不属实' }, true),
      { key: 'facts', label: '查证说明', type: 'longText', required: true },
      multiChoice('penalties', '拟处罚', {
        warning: '警告',
        deposit: '扣罚保证金',
        rebate: '取消返利',
        supply: '停止供货',
        contract: '解除经销合同',
      }),
      { key: 'fine', label: '扣罚金额', type: 'money', required: true, min: 0 },
      { key: 'deductedOn', label: '扣罚日期', type: 'date', required: true },
    ],
    templates: [
      {
        key: 'usual',
        name: '市场巡查发现',
        values: { story: '发现经过：\n货物去向：\n对当地价格的影响：\n当地经销商的要求：' },
      },
    ],
  },
  draw: (role) => ({
    fields: { ...read('finding', 'facts'), ...hide('penalties', 'fine', 'deductedOn') },
    nodes: [
      approve('manager', '上级核实', supervisor(), { limits: [remind(8), escalate(48)] }),
      handle('examine', '查证', role('operations'), {
        limits: [remind(48)],
        fields: edit('finding', 'facts', 'penalties', 'fine'),
      }),
      choose(
        'condition',
        'finding',
        '查证结论',
        [
          {
            name: '属实',
            when: equal('finding', 'true'),
            nodes: [
              approve('executives', '处罚会签', role('executive'), { mode: 'all', afterReturn: 'direct' }),
              choose(
                'condition',
                'fined',
                '是否扣罚',
                [
                  {
                    name: '有扣罚',
                    when: more('fine', 0),
                    nodes: [
                      handle('deduct', '财务扣罚', role('finance'), {
                        limits: [remind(48)],
                        fields: edit('deductedOn'),
                      }),
                    ],
                  },
                ],
                { name: '无扣罚', nodes: [] },
              ),
            ],
          },
        ],
        { name: '证据不足或不属实', nodes: [inform('closed', '告知上级', supervisor())] },
      ),
      inform('told', '告知举报人', starter),
    ],
  }),
};
