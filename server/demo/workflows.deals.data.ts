import type { DemoInstance } from './workflows.deeds.ts';
import { goods, yes } from './workflows.deeds.ts';

/** About samples, prices and contracts. */
export const deals: readonly DemoInstance[] = [
  {
    ...{ code: 'sample', title: '样品申请 · 宏达线缆 耐寒 DOTP', by: 'east.rep1', daysAgo: 4, time: '09:20' },
    values: ({ customer, day }) => ({
      customer: customer('宏达线缆'),
      purpose: 'first',
      items: [{ product: 'DOTP 耐寒级', quantity: 25, unit: 'kg', price: '9.80' }],
      neededOn: day(2),
      receiver: '技术部 朱工 13800010061',
      address: '宜兴市官林镇都山路 2 号',
      specification: '70 度电缆料，零下 25 度冲击不裂，加入比例 45 份。',
      present: '蓝海助剂 DOP',
    }),
    steps: [
      ['east.manager', 4, '10:05', yes('首次试样，跟紧结论。')],
      [
        'ops',
        3,
        '14:30',
        yes(undefined, ({ day }) => ({ lot: 'YF-2611', shippedOn: day(-3), tracking: 'SF1390021175' })),
      ],
    ],
  },
  {
    ...{ code: 'sample', title: '样品申请 · 瑞泽新材 低气味增塑剂', by: 'east.rep2', daysAgo: 2, time: '15:10' },
    values: ({ customer, day }) => ({
      customer: customer('瑞泽新材'),
      purpose: 'benchmark',
      items: [{ product: '低气味 DOTP', quantity: 50, unit: 'kg', price: '11.20' }],
      neededOn: day(5),
      receiver: '研发部 021-59880036',
      address: '上海市嘉定区曹安公路 1600 号',
      specification: '地板膜，VOC 低于 0.5，对标德宝 EcoPlas。',
    }),
    steps: [['east.manager', 1, '09:15', yes()]],
  },
  {
    ...{ code: 'quotation', title: '报价审批 · 永晟化工 四季度 DOTP', by: 'east.rep1', daysAgo: 6, time: '10:40' },
    values: ({ customer, day }) => ({
      customer: customer('永晟化工'),
      items: [goods('DOTP 一级品', 60, { list: '9600', price: '9250' })],
      terms: 'net30',
      freight: 'ours',
      validUntil: day(20),
      delivery: '收到订单后 7 天内发货',
    }),
    steps: [
      ['east.manager', 6, '11:30', yes('同意，锁定到月底。')],
      ['exec', 5, '09:10', yes()],
    ],
  },
  {
    ...{ code: 'quotation', title: '报价审批 · 粤海电缆 新线投产', by: 'south.rep1', daysAgo: 2, time: '11:05' },
    values: ({ customer, day }) => ({
      customer: customer('粤海电缆'),
      project: '三号线投产首批',
      items: [
        goods('DOTP 电缆级', 30, { list: '9900', price: '8800' }),
        goods('环氧大豆油', 5, { list: '11200', price: '10600' }),
      ],
      terms: 'net60',
      freight: 'ours',
      validUntil: day(15),
      competitor: '华聚化学：8,750 元/吨，月结 60 天。',
    }),
    steps: [
      ['south.manager', 2, '16:20', yes('新线首批，值得拿下。')],
      ['ops', 1, '10:10', yes('价格在政策下限之内。')],
    ],
  },
  {
    ...{ code: 'special-price', title: '特价申请 · 海川新材 对抗蓝海低价', by: 'east.rep1', daysAgo: 3, time: '14:00' },
    values: ({ customer, day }) => ({
      customer: customer('海川新材'),
      reason: 'competitor',
      items: [goods('DOTP 人造革级', 80, { list: '9500', price: '8700' })],
      period: [day(0), day(60)],
      competitor: '蓝海助剂',
      competitorPrice: '8680',
      explanation: '蓝海本月报 8,680 到厂，客户周五前定四季度主供。不给特价将失去约 300 吨的份额。',
    }),
    steps: [
      ['east.manager', 3, '15:25', yes('A 类客户，建议支持一个季度。')],
      [
        'finance',
        1,
        '11:00',
        yes(undefined, () => ({ margin: 4.2, financeOpinion: '毛利 4.2%，低于 5% 底线，账期需控制在 30 天。' })),
      ],
    ],
  },
  {
    ...{ code: 'special-price', title: '特价申请 · 明远革业 年度框架', by: 'east.rep2', daysAgo: 9, time: '09:40' },
    values: ({ customer, day }) => ({
      customer: customer('明远革业'),
      reason: 'volume',
      items: [goods('DOTP 人造革级', 40, { list: '9500', price: '9100' })],
      period: [day(-5), day(80)],
      explanation: '全年 200 吨框架，分月提货。',
    }),
    steps: [
      ['east.manager', 9, '10:30', yes()],
      ['finance', 8, '14:00', yes(undefined, () => ({ margin: 8.6, financeOpinion: '可以接受。' }))],
      ['ops', 7, '09:50', yes('符合年度框架政策。')],
    ],
  },
  {
    ...{ code: 'special-price', title: '特价申请 · 甬港化工 清库存', by: 'east.rep2', daysAgo: 5, time: '16:30' },
    values: ({ customer, day }) => ({
      customer: customer('甬港化工'),
      reason: 'stock',
      items: [goods('DINP 工业级', 20, { list: '10200', price: '8900' })],
      period: [day(0), day(10)],
      explanation: '客户愿意一次提走，要求再降 1,300 元。',
    }),
    steps: [['east.manager', 4, '09:05', { type: 'reject', comment: '经销商价格会冲击苏州市场，按政策价谈。' }]],
  },
  {
    ...{ code: 'contract', title: '合同评审 · 永晟化工 2027 年度购销合同', by: 'east.rep1', daysAgo: 2, time: '09:30' },
    values: ({ customer, day, file }) => ({
      customer: customer('永晟化工'),
      name: '2027 年度增塑剂购销合同',
      kind: 'frame',
      paper: 'changed',
      amount: '6800000',
      period: [day(30), day(395)],
      instalments: [{ when: '每月 25 日对账，次月 10 日前付清', due: '6800000' }],
      deviations: '客户要求延迟交货违约金由万分之三改为万分之五。',
      files: [file('永晟化工年度购销合同.txt', '甲方：江苏永晟化工有限公司\n乙方：远帆新材料\n一、品名与数量……\n')],
    }),
    steps: [
      ['east.manager', 2, '10:50', yes()],
      [
        'ops',
        1,
        '15:40',
        yes(undefined, () => ({ legalRisk: 'medium', legalOpinion: '违约金可接受，但需约定上限为合同金额的 5%。' })),
      ],
      [
        'finance',
        1,
        '16:30',
        { type: 'addBefore', person: 'east.manager', comment: '次月 10 日付款比去年晚了十天，是否已与客户谈定？' },
      ],
    ],
  },
  {
    ...{ code: 'delivery', title: '发货申请 · 嘉禾塑胶 SO-261108', by: 'east.rep1', daysAgo: 8, time: '08:50' },
    values: ({ customer, day }) => ({
      customer: customer('嘉禾塑胶'),
      order: 'SO-261108',
      items: [goods('DOTP 一级品', 28, { price: '9400' })],
      shipOn: day(-8),
      transport: 'tank',
      address: '嘉兴市南湖区亚太路 9 号',
      receiver: '仓库 周师傅 13800010035',
      payment: 'term',
    }),
    steps: [
      [
        'finance',
        8,
        '09:30',
        yes(undefined, () => ({ receivable: '186000', overdue: '0', creditOpinion: '额度内。' })),
      ],
      ['ops', 7, '11:00', yes(undefined, ({ day }) => ({ lot: 'YF-2607', shippedOn: day(-9), vehicle: '浙F·68231' }))],
      ['east.rep1', 6, '17:00', yes(undefined, ({ day }) => ({ receivedOn: day(-8) }))],
    ],
  },
  {
    ...{ code: 'delivery', title: '发货申请 · 方舟电子 SO-261117', by: 'east.rep1', daysAgo: 4, time: '09:05' },
    values: ({ customer, day }) => ({
      customer: customer('方舟电子'),
      order: 'SO-261117',
      items: [goods('环氧大豆油', 6, { price: '10800' })],
      shipOn: day(-2),
      transport: 'truck',
      address: '昆山市玉山镇中华园路 5 号',
      receiver: '仓库 0512-57330120',
      payment: 'paid',
    }),
    steps: [
      ['finance', 4, '10:10', yes(undefined, () => ({ receivable: '0', overdue: '0', creditOpinion: '款已到账。' }))],
      ['ops', 3, '11:30', yes(undefined, ({ day }) => ({ lot: 'YF-2612', shippedOn: day(-3), vehicle: '苏E·7T913' }))],
    ],
  },
  {
    ...{ code: 'delivery', title: '发货申请 · 恒信塑业 SO-261120', by: 'east.rep2', daysAgo: 2, time: '08:40' },
    values: ({ customer, day }) => ({
      customer: customer('恒信塑业'),
      order: 'SO-261120',
      items: [goods('DOTP 一级品', 20, { price: '9550' })],
      shipOn: day(1),
      transport: 'truck',
      address: '常州市武进区常武路 101 号',
      receiver: '仓储部 0519-88110029',
      payment: 'term',
      remark: '客户周四停机检修前必须到货。',
    }),
    steps: [
      [
        'finance',
        2,
        '09:50',
        yes(undefined, () => ({ receivable: '420000', overdue: '52000', creditOpinion: '逾期 18 天，请上级定。' })),
      ],
    ],
  },
  {
    ...{ code: 'credit', title: '信用额度 · 甬港化工 调增至 80 万', by: 'east.rep2', daysAgo: 3, time: '10:15' },
    values: ({ customer, file }) => ({
      customer: customer('甬港化工'),
      kind: 'raise',
      present: '500000',
      wanted: '800000',
      term: 'd60',
      lastYear: '3100000',
      thisYear: '4200000',
      reason: '新增两家下游，四季度提货量上升三成。',
      files: [file('甬港化工营业执照信息.txt', '统一社会信用代码、注册资本、法定代表人……\n')],
    }),
    steps: [
      ['east.manager', 3, '11:00', yes()],
      ['finance', 2, '14:20', { type: 'sendBack', to: 'start', comment: '请补上近三个月的提货与付款明细。' }],
    ],
  },
];
