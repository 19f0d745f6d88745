import type { Attitude, LeaveReason } from '../../contract/contacts.shapes.ts';
import type { DecisionRole, TeamRole } from '../../contract/customers.ts';

/** What the demo company knows of people at its customers, told in days from today. */

type Known = {
  customer: string;
  contact: string;
  by: string;
  day: number;
  attitude?: Attitude;
  influence?: number;
  school?: string;
  employers?: string[];
  birthday?: string;
};

export const known: readonly Known[] = [
  {
    customer: '永晟化工',
    contact: '王建国',
    by: 'east.rep1',
    day: -23,
    attitude: 'favourable',
    influence: 5,
    school: '华东理工大学',
    employers: ['蓝海助剂'],
    birthday: '1972-03-18',
  },
  { customer: '永晟化工', contact: '张敏', by: 'east.rep1', day: -23, attitude: 'sceptical', influence: 3 },
  { customer: '永晟化工', contact: '刘志', by: 'east.rep1', day: -23, attitude: 'supporter', influence: 2 },
  { customer: '海川新材', contact: '赵总', by: 'east.rep1', day: -19, attitude: 'neutral', influence: 5 },
];

type Strength = { customer: string; contact: string; by: string; day: number; strength: number; note?: string };

export const strengths: readonly Strength[] = [
  { customer: '永晟化工', contact: '王建国', by: 'east.rep1', day: -23, strength: 3, note: '每月至少见一次' },
  { customer: '永晟化工', contact: '王建国', by: 'exec', day: -30, strength: 2, note: '行业年会上认识' },
  { customer: '永晟化工', contact: '刘志', by: 'east.rep1', day: -23, strength: 4 },
  { customer: '海川新材', contact: '刘工', by: 'east.rep1', day: -19, strength: 3 },
  { customer: '海川新材', contact: '赵总', by: 'east.rep2', day: -48, strength: 2, note: '上一家公司的客户' },
];

type Departure = {
  customer: string;
  contact: string;
  by: string;
  day: number;
  reason: LeaveReason;
  note: string;
  next: { customer: string; title: string; decisionRole: DecisionRole };
};

export const departures: readonly Departure[] = [
  {
    customer: '方舟电子',
    contact: '周明',
    by: 'east.rep1',
    day: -4,
    reason: 'moved',
    note: '嘉禾扩产，请他去管采购',
    next: { customer: '嘉禾塑胶', title: '采购经理', decisionRole: 'decisionMaker' },
  },
];

/** School and former employers of our own people. */
export const backgrounds: readonly { login: string; school: string | null; employers: string[] }[] = [
  { login: 'east.manager', school: '华东理工大学', employers: [] },
  { login: 'south.rep1', school: '中山大学', employers: ['蓝海助剂'] },
];

/** Days without contact that cost a step, and what has to be covered by segment. */
export const fading = 30;
export const coverages: readonly {
  segment: string;
  coverages: { decisionRole: DecisionRole; teamRole: TeamRole }[];
}[] = [
  {
    segment: '直销工厂',
    coverages: [
      { decisionRole: 'decisionMaker', teamRole: 'sponsor' },
      { decisionRole: 'user', teamRole: 'technical' },
    ],
  },
];
