import type { Deputised } from './world.desk.ts';
import type { Handover } from './world.handovers.ts';
import type { BulkEdit, View } from './world.lists.types.ts';
import type { Evaluation, Export, Note, Remark, Reply, Snooze, StoredFile } from './world.notes.types.ts';
import type { Pool, Pooling } from './world.pools.ts';
import type { ChannelLink, Merge, Place, TeamMember, TeamRequest } from './world.team.types.ts';
import type { Instance, Workflow } from './world.workflows.ts';

/* What a drawn world holds, as plain records. `mark` and what ends in `Mark` are words found nowhere else. */

export type Person = {
  id: string;
  login: string;
  name: string;
  email: string;
  phone: string;
  supervisorId: string | null;
  active: boolean;
  /** The local day of leaving. */
  departedOn: string | null;
  roles: RoleName[];
  departmentId: string | null;
  school: string | null;
  version: number;
};

export type Customer = Pooling & {
  id: string;
  mark: string;
  name: string;
  word: string;
  ownerId: string;
  team: TeamMember[];
  parentId: string | null;
  segmentId: string | null;
  regionId: string | null;
  industryId: string | null;
  levelId: string | null;
  phone: string;
  creditCode: string;
  descriptionMark: string;
  nextStepMark: string;
  addressMark: string;
  /** Days since the archive was brought up to date; never near a month. */
  archiveAge: number;
  own: Own;
  version: number;
};

/** Values of the own fields. */
export type Own = {
  textMark: string | null;
  otherId: string | null;
  personId: string | null;
  fileId: string | null;
  number: number | null;
};

export type Contact = {
  id: string;
  mark: string;
  noteMark: string;
  phone: string;
  customerId: string;
  /** The same for all posts of one person. */
  personId: string | null;
  school: string | null;
  employerMark: string;
  departure: { placeMark: string; toCustomerId: string | null; leftOn: string } | null;
  version: number;
};

export type Relationship = {
  id: string;
  noteMark: string;
  contactId: string;
  personId: string;
  strength: number;
  /** Days since it was set. */
  age: number;
  /** Days since the last touch. */
  touchAge: number | null;
};

export type Introduction = {
  id: string;
  mark: string;
  /** What the asker typed. */
  aboutMark: string;
  answerMark: string;
  askerId: string;
  askedId: string;
  knownContactId: string | null;
  departmentId: string | null;
  state: 'open' | 'accepted' | 'declined';
};

export type Visit = {
  id: string;
  mark: string;
  needsMark: string;
  commitmentMark: string;
  commitmentItemId: string | null;
  offerMark: string;
  nextStepMark: string;
  costMark: string;
  ownerId: string;
  customerId: string;
  itemId: string | null;
  nextItemId: string | null;
  contactIds: string[];
  competitorId: string | null;
  state: 'checkedIn' | 'recorded';
  day: string;
  version: number;
};

export type Item = {
  id: string;
  mark: string;
  expectedMark: string;
  resultMark: string;
  ownerId: string;
  /** Who had it before it was handed over. */
  formerIds?: string[];
  customerId: string | null;
  kind: 'routine' | 'adHoc';
  activity: 'visit' | 'call' | 'document' | 'other';
  importance: 1 | 2 | 3;
  day: string;
  state: 'open' | 'completed' | 'evaluated' | 'cancelled';
  assignedBy: string | null;
  fromVisitId: string | null;
  onTime: boolean | null;
  score: number | null;
  noteMark: string | null;
  fileIds: string[];
  visitIds: string[];
  version: number;
};

export type Week = {
  id: string;
  mark: string;
  ownerId: string;
  week: string;
  state: 'draft' | 'submitted' | 'approved';
  decidedBy: string | null;
  version: number;
};

export type WorldEvent = {
  id: string;
  mark: string;
  type: string;
  actorId: string;
  subjectType: string;
  subjectId: string;
  customerId: string | null;
  ownerId: string;
  audience: 'customer' | 'line' | 'audit';
  /** A telephone that the event says was changed. */
  phone: string | null;
};

export type Message = {
  id: string;
  mark: string;
  userId: string;
  kind: string;
  subjectType: string;
  subjectId: string;
  read: boolean;
};

export type Import = {
  id: string;
  mark: string;
  rowMarks: string[];
  /** The customer that a row of a finished one was found to be. */
  knownId: string | null;
  kind: 'customers' | 'people';
  state: 'uploaded' | 'checked' | 'finished';
  ownerId: string;
  fileId: string;
  version: number;
};

export type World = {
  pools: Pool[];
  handovers: Handover[];
  people: Person[];
  customers: Customer[];
  contacts: Contact[];
  relationships: Relationship[];
  remarks: Remark[];
  introductions: Introduction[];
  places: Place[];
  requests: TeamRequest[];
  merges: Merge[];
  links: ChannelLink[];
  visits: Visit[];
  items: Item[];
  weeks: Week[];
  evaluations: Evaluation[];
  replies: Reply[];
  events: WorldEvent[];
  messages: Message[];
  notes: Note[];
  snoozes: Snooze[];
  exports: Export[];
  files: StoredFile[];
  imports: Import[];
  views: View[];
  bulkEdits: BulkEdit[];
  workflows: Workflow[];
  instances: Instance[];
  deputies: Deputised[];
};

/** What each role of the worlds may do; the routes ask for these names. */
export const roles = {
  seller: [
    'customers.create',
    'customers.phones',
    'plans.use',
    'visits.use',
    'imports.customers',
    'pool.use',
    'exports.customers',
    'workflows.use',
  ],
  /** As a seller, but for telephones. */
  trader: [
    'customers.create',
    'customers.revealPhones',
    'plans.use',
    'visits.use',
    'imports.customers',
    'exports.customers',
    'workflows.use',
  ],
  planner: ['plans.use', 'workflows.use', 'customers.revealPhones'],
  closer: ['plans.use', 'plans.closeMonth', 'settings.manage', 'calendar.manage', 'pools.manage'],
  recruiter: ['plans.use', 'imports.people'],
  clerk: ['org.manage', 'plans.use'],
  keeper: ['org.manage', 'roles.manage', 'customers.create'],
  master: [
    'org.manage',
    'roles.manage',
    'settings.manage',
    'calendar.manage',
    'customers.create',
    'customers.phones',
    'customers.revealPhones',
    'pool.use',
    'pools.manage',
    'plans.use',
    'plans.closeMonth',
    'visits.use',
    'imports.customers',
    'imports.people',
    'exports.customers',
    'workflows.use',
  ],
} as const;
export type RoleName = keyof typeof roles;
