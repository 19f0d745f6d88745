import type { StandardRole } from '../../contract/permissions.ts';
import type { ListName } from '../../contract/settings.ts';

/** 远帆新材料, an invented maker of plasticisers and additives that sells through its own key accounts and distributors. */
export const company = { name: '远帆新材料', timeZone: 'Asia/Shanghai', currency: 'CNY' };

export const departments: readonly { key: string; name: string; parent?: string }[] = [
  { key: 'head', name: '总部' },
  { key: 'sales', name: '销售中心', parent: 'head' },
  { key: 'east', name: '华东大区', parent: 'sales' },
  { key: 'south', name: '华南大区', parent: 'sales' },
  { key: 'ops', name: '销售管理部', parent: 'head' },
  { key: 'finance', name: '财务部', parent: 'head' },
];

export type DemoPerson = {
  login: string;
  name: string;
  post: string;
  department: string;
  supervisor?: string;
  role: StandardRole;
};

/** Supervisors come before their people. */
export const people: readonly DemoPerson[] = [
  { login: 'exec', name: '周远', post: '销售副总', department: 'head', role: 'executive' },
  {
    login: 'east.manager',
    name: '陈立',
    post: '华东大区经理',
    department: 'east',
    supervisor: 'exec',
    role: 'manager',
  },
  {
    login: 'east.rep1',
    name: '林岚',
    post: '销售代表',
    department: 'east',
    supervisor: 'east.manager',
    role: 'salesperson',
  },
  {
    login: 'east.rep2',
    name: '王磊',
    post: '销售代表',
    department: 'east',
    supervisor: 'east.manager',
    role: 'salesperson',
  },
  {
    login: 'south.manager',
    name: '黄志强',
    post: '华南大区经理',
    department: 'south',
    supervisor: 'exec',
    role: 'manager',
  },
  {
    login: 'south.rep1',
    name: '李婷',
    post: '销售代表',
    department: 'south',
    supervisor: 'south.manager',
    role: 'salesperson',
  },
  {
    login: 'south.rep2',
    name: '何俊',
    post: '销售代表',
    department: 'south',
    supervisor: 'south.manager',
    role: 'salesperson',
  },
  { login: 'ops', name: '赵敏', post: '销售管理部主管', department: 'ops', supervisor: 'exec', role: 'operations' },
  { login: 'finance', name: '孙丽', post: '应收会计', department: 'finance', supervisor: 'exec', role: 'finance' },
  { login: 'admin', name: '吴工', post: '系统管理员', department: 'head', role: 'administrator' },
];

export const lists: Readonly<Record<ListName, readonly string[]>> = {
  segment: ['直销工厂', '经销商', '终端客户'],
  region: ['上海', '江苏', '浙江', '广东', '福建'],
  industry: ['塑料制品', '电线电缆', '人造革', '地板膜材', '化工贸易', '电子电器'],
  level: ['A 重点', 'B 成长', 'C 一般'],
  purpose: ['首次拜访', '方案沟通', '试样跟进', '商务谈判', '售后回访', '客情维护'],
  competitor: ['蓝海助剂', '华聚化学', '德宝新材'],
  costKind: ['交通', '餐饮', '住宿', '样品', '礼品'],
  returnReason: ['联系不上决策人', '近期没有需求', '转由其他区域跟进', '精力不够，请他人接手'],
};
