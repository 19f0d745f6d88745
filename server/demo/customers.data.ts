type Contact = {
  name: string;
  title: string;
  role: 'decisionMaker' | 'influencer' | 'user' | 'buyer' | 'gatekeeper' | 'coach';
  phone: string;
};

export type DemoCustomer = {
  name: string;
  short: string;
  owner: string;
  segment: string;
  region: string;
  industry: string;
  level: string;
  phone: string;
  address: string;
  contacts: readonly Contact[];
  team?: readonly { login: string; role: 'sales' | 'technical' | 'sponsor' | 'service' }[];
  /** How many days ago the archive was last touched. */
  age: number;
};

const row = (
  owner: string,
  [short, name, segment, region, industry, level, phone, address]: readonly [
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
  ],
  age: number,
  contacts: readonly Contact[],
  team: DemoCustomer['team'] = [],
): DemoCustomer => ({ owner, short, name, segment, region, industry, level, phone, address, age, contacts, team });

export const customers: readonly DemoCustomer[] = [
  row(
    'east.rep1',
    [
      '永晟化工',
      '江苏永晟化工有限公司',
      '直销工厂',
      '江苏',
      '塑料制品',
      'A 重点',
      '0512-66180021',
      '苏州市相城区阳澄湖东路 188 号',
    ],
    9,
    [
      { name: '王建国', title: '总经理', role: 'decisionMaker', phone: '13800010001' },
      { name: '张敏', title: '采购部经理', role: 'buyer', phone: '13800010002' },
      { name: '刘志', title: '技术工程师', role: 'user', phone: '13800010003' },
    ],
    [{ login: 'exec', role: 'sponsor' }],
  ),
  row(
    'east.rep1',
    [
      '海川新材',
      '上海海川新材料股份有限公司',
      '直销工厂',
      '上海',
      '人造革',
      'A 重点',
      '021-58130077',
      '上海市奉贤区海湾路 66 号',
    ],
    5,
    [
      { name: '刘工', title: '研发主管', role: 'user', phone: '13800010011' },
      { name: '赵总', title: '副总经理', role: 'decisionMaker', phone: '13800010012' },
    ],
    [{ login: 'east.rep2', role: 'technical' }],
  ),
  row(
    'east.rep1',
    [
      '嘉禾塑胶',
      '浙江嘉禾塑胶有限公司',
      '直销工厂',
      '浙江',
      '地板膜材',
      'B 成长',
      '0573-82160033',
      '嘉兴市南湖区亚太路 9 号',
    ],
    20,
    [{ name: '陈晓', title: '采购主管', role: 'buyer', phone: '13800010021' }],
  ),
  row(
    'east.rep1',
    [
      '方舟电子',
      '方舟电子科技(昆山)有限公司',
      '终端客户',
      '江苏',
      '电子电器',
      'B 成长',
      '0512-57330120',
      '昆山市玉山镇中华园路 5 号',
    ],
    41,
    [
      { name: '周明', title: '采购主管', role: 'buyer', phone: '13800010031' },
      { name: '李工', title: '技术部', role: 'influencer', phone: '13800010032' },
    ],
  ),
  row(
    'east.rep1',
    [
      '沪联贸易',
      '上海沪联化工贸易有限公司',
      '经销商',
      '上海',
      '化工贸易',
      'B 成长',
      '021-63210088',
      '上海市黄浦区南京东路 300 号',
    ],
    12,
    [{ name: '钱经理', title: '业务经理', role: 'decisionMaker', phone: '13800010041' }],
  ),
  row(
    'east.rep1',
    [
      '宏达线缆',
      '江苏宏达线缆有限公司',
      '直销工厂',
      '江苏',
      '电线电缆',
      'C 一般',
      '0510-87220015',
      '宜兴市官林镇都山路 2 号',
    ],
    55,
    [{ name: '吴总', title: '总经理', role: 'decisionMaker', phone: '13800010051' }],
  ),
  row(
    'east.rep2',
    [
      '明远革业',
      '浙江明远革业有限公司',
      '直销工厂',
      '浙江',
      '人造革',
      'A 重点',
      '0577-86120045',
      '温州市龙湾区滨海大道 77 号',
    ],
    7,
    [
      { name: '林总', title: '董事长', role: 'decisionMaker', phone: '13800010061' },
      { name: '徐倩', title: '采购', role: 'buyer', phone: '13800010062' },
    ],
  ),
  row(
    'east.rep2',
    [
      '甬港化工',
      '宁波甬港化工有限公司',
      '经销商',
      '浙江',
      '化工贸易',
      'B 成长',
      '0574-87650011',
      '宁波市北仑区明州路 18 号',
    ],
    33,
    [{ name: '俞经理', title: '总经理', role: 'decisionMaker', phone: '13800010071' }],
  ),
  row(
    'east.rep2',
    [
      '恒信塑业',
      '江苏恒信塑业有限公司',
      '直销工厂',
      '江苏',
      '塑料制品',
      'B 成长',
      '0519-88110029',
      '常州市武进区常武路 101 号',
    ],
    14,
    [
      { name: '蒋工', title: '生产经理', role: 'user', phone: '13800010081' },
      { name: '何总', title: '总经理', role: 'decisionMaker', phone: '13800010082' },
    ],
  ),
  row(
    'east.rep2',
    [
      '瑞泽新材',
      '上海瑞泽新材料有限公司',
      '终端客户',
      '上海',
      '地板膜材',
      'C 一般',
      '021-59880036',
      '上海市嘉定区曹安公路 1600 号',
    ],
    26,
    [{ name: '沈敏', title: '采购经理', role: 'buyer', phone: '13800010091' }],
  ),
  row(
    'south.rep1',
    [
      '粤海电缆',
      '广东粤海电缆有限公司',
      '直销工厂',
      '广东',
      '电线电缆',
      'A 重点',
      '0769-22330018',
      '东莞市虎门镇太沙路 12 号',
    ],
    6,
    [
      { name: '梁总', title: '总经理', role: 'decisionMaker', phone: '13800010101' },
      { name: '谭工', title: '工艺主管', role: 'influencer', phone: '13800010102' },
    ],
  ),
  row(
    'south.rep1',
    [
      '鹏程塑胶',
      '深圳鹏程塑胶制品有限公司',
      '终端客户',
      '广东',
      '塑料制品',
      'B 成长',
      '0755-29880041',
      '深圳市宝安区沙井路 33 号',
    ],
    18,
    [{ name: '罗芳', title: '采购主管', role: 'buyer', phone: '13800010111' }],
  ),
  row(
    'south.rep1',
    [
      '闽江革业',
      '福建闽江革业有限公司',
      '直销工厂',
      '福建',
      '人造革',
      'B 成长',
      '0591-83550026',
      '福州市仓山区建新中路 8 号',
    ],
    37,
    [{ name: '林工', title: '技术经理', role: 'user', phone: '13800010121' }],
  ),
  row(
    'south.rep1',
    [
      '南粤化贸',
      '广州南粤化工贸易有限公司',
      '经销商',
      '广东',
      '化工贸易',
      'C 一般',
      '020-83330055',
      '广州市天河区天河路 200 号',
    ],
    10,
    [{ name: '邓经理', title: '销售总监', role: 'decisionMaker', phone: '13800010131' }],
  ),
];
