/** What the people of the demo company planned and did, told in days from today and local hours. */
export type DemoItem = {
  owner: string;
  /** Short name of the customer; null for work without one. */
  customer: string | null;
  activity: 'visit' | 'call' | 'document' | 'other';
  title: string;
  expected?: string;
  importance?: 1 | 2 | 3;
  /** Days from today; moved to the nearest working day before. */
  day: number;
  from?: string;
  to?: string;
  assignedBy?: string;
  /** Recorded visit that proves it. */
  visit?: {
    purpose: string;
    met: readonly string[];
    discussed: string;
    needs?: string;
    competitor?: { name: string; offer: string };
    promise?: { text: string; inDays: number };
    next?: { text: string; inDays: number };
    cost?: { kind: string; amount: string };
  };
  /** Completed by a written note instead. */
  note?: string;
  /** Done this many days after its day. */
  late?: number;
  evaluation?: { by: string; score: number; advice: string; reply?: string };
};

const east = 'east.manager';
const south = 'south.manager';

export const items: readonly DemoItem[] = [
  {
    owner: 'east.rep1',
    customer: '永晟化工',
    activity: 'visit',
    title: '增塑剂年度供货：第二轮技术交流',
    importance: 3,
    day: -24,
    from: '10:00',
    to: '11:30',
    expected: '确认配方替换的测试计划',
    visit: {
      purpose: '方案沟通',
      met: ['王建国', '刘志'],
      discussed: '对方认可环保型配方，担心低温脆性；同意先做 200 公斤小试。',
      needs: '低温 -20℃ 不脆裂；7 天内交样',
      promise: { text: '寄出 200 公斤小试样品', inDays: 5 },
    },
    evaluation: {
      by: east,
      score: 4.5,
      advice: '抓住了决策人的顾虑。小试前先把检测标准写成纪要发给对方确认。',
      reply: '已发纪要，刘工回复确认。',
    },
  },
  {
    owner: 'east.rep1',
    customer: '海川新材',
    activity: 'visit',
    title: '送样并确认检测方法',
    importance: 2,
    day: -20,
    from: '14:00',
    to: '15:00',
    expected: '拿到对方的检测方法文件',
    visit: {
      purpose: '试样跟进',
      met: ['刘工'],
      discussed: '样品已入库，检测排期两周。检测方法用企标 Q/HC-12。',
      cost: { kind: '交通', amount: '86.00' },
    },
    evaluation: { by: east, score: 4, advice: '先问清他们自己的检测标准，再寄第二批样。' },
  },
  {
    owner: 'east.rep1',
    customer: null,
    activity: 'document',
    title: '上月客户分析报告',
    importance: 1,
    day: -18,
    note: '六家客户的用量、份额与下月机会已汇总，发部门共享。',
    late: 1,
    evaluation: { by: east, score: 3.5, advice: '数据齐全，机会排序要写明理由。' },
  },
  {
    owner: 'east.rep2',
    customer: '明远革业',
    activity: 'visit',
    title: '年度价格谈判',
    importance: 3,
    day: -16,
    from: '09:30',
    to: '11:00',
    expected: '锁定一季度量价',
    visit: {
      purpose: '商务谈判',
      met: ['林总', '徐倩'],
      discussed: '对方要求降 2%，我方以账期换价格，约定下周书面回复。',
      competitor: { name: '华聚化学', offer: '同规格低 1.8%，账期 45 天' },
      promise: { text: '书面回复账期与价格组合方案', inDays: 6 },
      cost: { kind: '餐饮', amount: '420.00' },
    },
    evaluation: { by: east, score: 4, advice: '账期换价格的思路好，注意先过信用额度。' },
  },
  {
    owner: 'south.rep1',
    customer: '粤海电缆',
    activity: 'visit',
    title: '新线投产跟进',
    importance: 3,
    day: -15,
    from: '10:00',
    to: '11:00',
    expected: '拿到首批订单时间',
    visit: {
      purpose: '客情维护',
      met: ['梁总', '谭工'],
      discussed: '新线下月 10 日投产，首批 30 吨。',
      next: { text: '投产前一周确认到货计划', inDays: 12 },
    },
    evaluation: { by: south, score: 5, advice: '节奏把握得很好，把投产计划同步给计划部。', reply: '已同步。' },
  },
  {
    owner: 'east.rep1',
    customer: '永晟化工',
    activity: 'visit',
    title: '小试结果复盘',
    importance: 3,
    day: -6,
    from: '10:00',
    to: '11:00',
    expected: '小试合格，进入报价',
    visit: {
      purpose: '试样跟进',
      met: ['王建国', '张敏', '刘志'],
      discussed: '试样合格；价格比蓝海高 3%，王总更在意账期。下周董事会前要定。',
      needs: '60 天账期；7 天内交货',
      competitor: { name: '蓝海助剂', offer: '低 3%，60 天账期' },
      promise: { text: '发出修订报价', inDays: 4 },
      next: { text: '电话王总确认付款条件', inDays: 5 },
      cost: { kind: '餐饮', amount: '260.00' },
    },
    evaluation: { by: east, score: 4.5, advice: '账期要提前和财务沟通，报价前先做信用评估。' },
  },
  {
    owner: 'east.rep1',
    customer: '沪联贸易',
    activity: 'visit',
    title: '经销商月度对账与库存盘点',
    importance: 2,
    day: -5,
    from: '15:00',
    to: '16:00',
    expected: '对账单签字',
    visit: { purpose: '客情维护', met: ['钱经理'], discussed: '库存 18 吨，预计月底消化；对账单已签字。' },
  },
  {
    owner: 'east.rep2',
    customer: '恒信塑业',
    activity: 'visit',
    title: '产线试用总结',
    importance: 2,
    day: -4,
    from: '13:30',
    to: '14:30',
    expected: '试用报告签字',
    visit: {
      purpose: '试样跟进',
      met: ['蒋工'],
      discussed: '连续 5 天试用稳定，报告下周出。',
      next: { text: '取回试用报告', inDays: 6 },
    },
  },
  {
    owner: 'south.rep1',
    customer: '鹏程塑胶',
    activity: 'visit',
    title: '了解新品用料需求',
    importance: 2,
    day: -4,
    from: '14:00',
    to: '15:00',
    visit: {
      purpose: '首次拜访',
      met: ['罗芳'],
      discussed: '新品明年三月上市，目前两家供应商在试。',
      competitor: { name: '德宝新材', offer: '已送样' },
    },
    evaluation: { by: south, score: 4, advice: '问清试样的评判人是谁，下次带技术一起去。' },
  },
  {
    owner: 'east.rep1',
    customer: '方舟电子',
    activity: 'call',
    title: '电话回访：接任采购是谁',
    importance: 2,
    day: -3,
    from: '11:00',
    to: '11:20',
  },
  {
    owner: 'east.rep2',
    customer: '甬港化工',
    activity: 'visit',
    title: '经销协议续签',
    importance: 3,
    day: -2,
    from: '10:00',
    to: '11:00',
    expected: '续签协议',
  },
  {
    owner: 'east.rep1',
    customer: '海川新材',
    activity: 'visit',
    title: '试样结果复盘',
    importance: 3,
    day: 0,
    from: '09:30',
    to: '10:30',
    expected: '确认第二批样的时间',
  },
  {
    owner: 'east.rep1',
    customer: '永晟化工',
    activity: 'visit',
    title: '第三轮报价：付款条件',
    importance: 3,
    day: 0,
    from: '13:30',
    to: '14:30',
    expected: '付款条件达成一致',
    assignedBy: 'east.manager',
  },
  {
    owner: 'east.rep1',
    customer: '嘉禾塑胶',
    activity: 'visit',
    title: '首访：摸清用量与现供应商',
    importance: 2,
    day: 0,
    from: '16:00',
    to: '16:40',
    expected: '拿到年用量与供应商名单',
  },
  {
    owner: 'east.rep2',
    customer: '明远革业',
    activity: 'call',
    title: '确认账期方案',
    importance: 3,
    day: 0,
    from: '10:00',
    to: '10:30',
  },
  {
    owner: 'south.rep1',
    customer: '粤海电缆',
    activity: 'visit',
    title: '到货计划确认',
    importance: 3,
    day: 0,
    from: '10:00',
    to: '11:00',
    expected: '首批 30 吨到货日期',
  },
  {
    owner: 'east.rep1',
    customer: '宏达线缆',
    activity: 'visit',
    title: '更新客户档案并拜访吴总',
    importance: 2,
    day: 2,
    from: '10:00',
    to: '11:00',
    expected: '补齐用量与决策链',
  },
  {
    owner: 'east.rep2',
    customer: '瑞泽新材',
    activity: 'visit',
    title: '新品推介',
    importance: 2,
    day: 2,
    from: '14:00',
    to: '15:00',
    expected: '争取送样机会',
  },
  {
    owner: 'south.rep1',
    customer: '闽江革业',
    activity: 'visit',
    title: '季度回访',
    importance: 2,
    day: 3,
    from: '14:00',
    to: '15:30',
    expected: '确认下季度用量',
  },
  {
    owner: 'east.rep1',
    customer: '沪联贸易',
    activity: 'document',
    title: '华东经销商返利方案',
    importance: 1,
    day: 4,
    expected: '方案交大区经理',
    assignedBy: 'east.manager',
  },
];

/** Weeks from the present one that were submitted, and whether the supervisor approved them. */
export const weeks: readonly { owner: string; week: number; approvedBy?: string; advice?: string }[] = [
  { owner: 'east.rep1', week: -1, approvedBy: 'east.manager', advice: '永晟优先，其余按计划。' },
  { owner: 'east.rep2', week: -1, approvedBy: 'east.manager' },
  { owner: 'south.rep1', week: -1, approvedBy: 'south.manager' },
  { owner: 'east.rep1', week: 0, approvedBy: 'east.manager', advice: '报价前先和财务对一下信用额度。' },
  { owner: 'east.rep2', week: 0 },
];
