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

/** Weeks from the present one that were submitted, and whether the supervisor approved them. */
export const weeks: readonly { owner: string; week: number; approvedBy?: string; advice?: string }[] = [
  { owner: 'east.rep1', week: -1, approvedBy: 'east.manager', advice: '永晟优先，其余按计划。' },
  { owner: 'east.rep2', week: -1, approvedBy: 'east.manager' },
  { owner: 'south.rep1', week: -1, approvedBy: 'south.manager' },
  { owner: 'east.rep1', week: 0, approvedBy: 'east.manager', advice: '报价前先和财务对一下信用额度。' },
  { owner: 'east.rep2', week: 0 },
];
