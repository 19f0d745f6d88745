import type { DemoInstance } from './workflows.deeds.ts';
import { goods, yes } from './workflows.deeds.ts';

/** About accounts and markets. */
export const accounts: readonly DemoInstance[] = [
  {
    ...{ code: 'key-account', title: '大客户支持 · 永晟化工 新配方试产', by: 'east.rep1', daysAgo: 5, time: '13:30' },
    chosen: { partners: ['ops', 'east.rep2', 'finance'] },
    values: ({ customer, person, day }) => ({
      customer: customer('永晟化工'),
      resources: ['technical', 'trial', 'onSite'],
      goal: '十二月完成新配方试产，明年份额由三成提到六成。',
      situation: '蓝海与我们各供一半，客户对析出问题不满。',
      period: [day(0), day(45)],
      leader: person('east.rep2'),
      steps: [
        { what: '现场调研工艺与析出问题', who: person('east.rep2'), by: day(7), cost: '3000' },
        { what: '出具配方并试产两批', who: person('east.rep2'), by: day(25), cost: '28000' },
        { what: '高层共同验收', who: person('exec'), by: day(45), cost: '6000' },
      ],
      sales: '5200000',
    }),
    steps: [
      ['east.manager', 5, '15:10', yes('重点项目，请大家支持。')],
      ['ops', 3, '10:40', yes('试产物料由管理部协调。')],
    ],
  },
  {
    ...{ code: 'complaint', title: '客户投诉 · 鹏程塑胶 包装破损', by: 'south.rep1', daysAgo: 1, time: '14:20' },
    values: ({ customer, day }) => ({
      customer: customer('鹏程塑胶'),
      contact: '仓库 何主管 13800010118',
      kind: 'package',
      severity: 'serious',
      happenedOn: day(-3),
      items: [{ product: '环氧大豆油', quantity: 12, unit: 'drum', lot: 'YF-2598' }],
      story: '到货 12 桶中 3 桶底部渗漏，客户拒收这 3 桶。',
      demand: '三天内补货，并说明装卸责任。',
      claim: '7800',
    }),
    steps: [],
  },
  {
    ...{ code: 'complaint', title: '客户投诉 · 闽江革业 色泽偏黄', by: 'south.rep1', daysAgo: 10, time: '09:00' },
    values: ({ customer, day }) => ({
      customer: customer('闽江革业'),
      contact: '技术部 林工 13800010121',
      kind: 'quality',
      severity: 'serious',
      happenedOn: day(-15),
      items: [goods('DOTP 人造革级', 5, { lot: 'YF-2589' })],
      story: '浅色革面烘箱后偏黄，怀疑色号超标。',
      demand: '换货并出具检测报告。',
      claim: '15000',
    }),
    steps: [
      [
        'ops',
        9,
        '11:20',
        yes(undefined, () => ({
          cause: '运输途中与铁锈接触。',
          blame: ['logistics'],
          remedy: '换货 5 吨，槽车改用不锈钢。',
          compensation: '9000',
        })),
      ],
      ['south.manager', 8, '10:00', yes('尽快换货。')],
      [
        'south.rep1',
        6,
        '16:00',
        yes(undefined, () => ({ satisfied: 'yes', reply: '客户接受换货，要求以后附色号单。' })),
      ],
    ],
  },
  {
    ...{ code: 'customer-handover', title: '客户移交 · 沪联贸易', by: 'east.rep1', daysAgo: 4, time: '16:40' },
    values: ({ customer, person, day }) => ({
      reason: 'balance',
      to: person('east.rep2'),
      on: day(10),
      customers: [
        { customer: customer('沪联贸易'), state: '每月 20 吨', pending: '十一月返利未结', receivable: '64000' },
      ],
      people: '决策人重视返利到账时间，习惯周一上午电话沟通。',
    }),
    steps: [['east.rep1', 3, '09:10', { type: 'withdraw' }]],
  },
  {
    ...{ code: 'diversion', title: '窜货处理 · 南粤化贸 疑似流入福建', by: 'south.rep1', daysAgo: 12, time: '10:00' },
    values: ({ customer, day, file }) => ({
      customer: customer('南粤化贸'),
      place: '福州仓山区',
      foundOn: day(-17),
      items: [goods('DOTP 一级品', 3, { lot: 'YF-2575', region: '广东', price: '8950' })],
      story: '福州终端收到低于当地政策价 300 元的货。',
      files: [file('现场批号记录.txt', '批号 YF-2575，三桶，福州仓山区。\n')],
    }),
    steps: [
      ['south.manager', 11, '09:30', yes('属实请从严。')],
      ['ops', 10, '15:00', { type: 'terminate', comment: '经核对批号由我方直接销往福建，不构成窜货。' }],
    ],
  },
  {
    ...{ code: 'campaign', title: '市场活动 · 华南塑化展', by: 'south.manager', daysAgo: 7, time: '09:15' },
    values: ({ person, day }) => ({
      name: '华南国际塑化展',
      kind: 'fair',
      period: [day(20), day(22)],
      place: '广州保利世贸博览馆',
      target: '华南电缆料、人造革工厂的采购与技术负责人，邀请 60 家。',
      leader: person('south.rep1'),
      budget: [
        { item: 'space', what: '36 平方米标展', amount: '22000' },
        { item: 'build', amount: '12000' },
        { item: 'material', what: '样品册与小样', amount: '5000' },
      ],
      leads: 60,
      sales: '2000000',
    }),
    steps: [
      ['exec', 7, '14:00', yes('预算可以，重点在线索跟进。')],
      ['finance', 6, '10:30', yes(undefined, () => ({ budgetCode: '销售费用-展会-2026Q4' }))],
    ],
  },
  {
    ...{ code: 'market-plan', title: '市场计划 · 华东 2027 年一季度', by: 'east.manager', daysAgo: 4, time: '10:00' },
    values: ({ person, day }) => ({
      name: '华东大区 2027 年一季度市场计划',
      span: 'quarter',
      period: [day(36), day(125)],
      region: '华东',
      situation: '份额约两成，蓝海在苏南降价抢量，无锡、常州电缆料需求回升。',
      goals: [
        { what: '电缆料 DOTP', volume: 900, sales: '8600000', before: '7400000' },
        { what: '人造革 DOTP', volume: 500, sales: '4700000', before: '4500000' },
      ],
      strategy: '以试样带新客户，重点客户一户一策，经销商不再压货。',
      actions: [
        { what: '拜访 30 家电缆料工厂', who: person('east.rep2'), by: day(95), cost: '36000' },
        { what: '三家重点客户技术交流会', who: person('east.rep1'), by: day(80), cost: '24000' },
      ],
      control: '每周例会看试样进度，每月对目标，偏差超过一成当月纠正。',
    }),
    steps: [
      ['exec', 3, '09:20', yes('目标偏稳，可以再加一成。')],
      ['ops', 2, '16:10', yes(undefined, () => ({ review: '行动与目标对应，建议补充经销商部分。' }))],
    ],
  },
];

/** About the office. */
export const office: readonly DemoInstance[] = [
  {
    ...{ code: 'expense', title: '费用报销 · 苏州常州拜访', by: 'east.rep1', daysAgo: 9, time: '17:10' },
    values: ({ customer, day, file }) => ({
      purpose: '拜访永晟、恒信',
      items: [
        { on: day(-12), kind: 'transport', what: '高铁往返', customer: customer('永晟化工'), amount: '218' },
        { on: day(-12), kind: 'lodging', what: '苏州住宿一晚', amount: '368' },
        { on: day(-11), kind: 'entertainment', what: '与采购部午餐', customer: customer('永晟化工'), amount: '426' },
      ],
      files: [file('发票清单.txt', '高铁 2 张，住宿 1 张，餐饮 1 张\n')],
    }),
    steps: [
      ['east.manager', 8, '08:50', yes()],
      ['finance', 7, '15:30', yes(undefined, () => ({ approved: '1012' }))],
      ['finance', 5, '10:00', yes(undefined, ({ day }) => ({ paidOn: day(-7) }))],
    ],
  },
  {
    ...{ code: 'leave', title: '请假申请 · 年假三天', by: 'east.rep1', daysAgo: 1, time: '08:45' },
    values: ({ person, day }) => ({
      kind: 'annual',
      period: [day(12), day(14)],
      days: 3,
      reason: '回老家。',
      substitute: person('east.rep2'),
      work: '海川新材特价结果出来后请当天告知客户。',
    }),
    steps: [['east.manager', 1, '09:20', yes('已与王磊确认。')]],
  },
  {
    ...{ code: 'leave', title: '请假申请 · 王磊调休一天', by: 'east.rep2', daysAgo: 3, time: '16:50' },
    values: ({ person, day }) => ({
      kind: 'lieu',
      period: [day(5), day(5)],
      days: 1,
      reason: '调休。',
      substitute: person('east.rep1'),
      work: '恒信如来电催货，请转财务确认。',
    }),
    steps: [['east.manager', 3, '17:30', yes()]],
  },
  {
    ...{ code: 'leave', title: '请假申请 · 病假一天', by: 'south.rep1', daysAgo: 1, time: '18:05' },
    values: ({ person, day }) => ({
      kind: 'sick',
      period: [day(1), day(1)],
      days: 1,
      reason: '复诊。',
      substitute: person('south.manager'),
    }),
    steps: [],
  },
  {
    ...{ code: 'trip', title: '出差申请 · 温州宁波', by: 'east.rep2', daysAgo: 7, time: '11:20' },
    values: ({ customer, day }) => ({
      purpose: '拜访明远、甬港',
      period: [day(-6), day(-4)],
      route: [
        { on: day(-6), city: '温州', customer: customer('明远革业'), aim: '定四季度提货计划' },
        { on: day(-5), city: '宁波', customer: customer('甬港化工'), aim: '收回逾期款' },
      ],
      transport: 'rail',
      budget: [
        { kind: 'transport', amount: '760' },
        { kind: 'lodging', amount: '720' },
      ],
    }),
    steps: [['east.manager', 7, '13:00', yes()]],
  },
];
