import type { Assignee } from '../../../contract/workflows.definition.ts';
import type { Variables } from './workflow.conditions.rules.ts';

/**
 * Where an instance stands, as rows. A token is a path through the graph: it is at one node, or has forked into one
 * token for each branch of a block and waits for them to arrive. A visit is one stay at a node.
 */
export type State = {
  status: 'running' | 'approved' | 'rejected' | 'withdrawn' | 'terminated';
  starterId: string;
  /** People whom the starter chose, by node. */
  chosen: Readonly<Record<string, readonly string[]>>;
  variables: Variables;
  tokens: Token[];
  visits: Visit[];
  tasks: Task[];
  timers: Timer[];
};

export type Token = {
  id: string;
  parentId: string | null;
  /** The visit of the block that made it, and its branch. */
  forkId: string | null;
  branchId: string | null;
  /** `forked`: waits at a block for its branches; `arrived`: at the end of its branch; `ended`: at the end of all. */
  state: 'active' | 'forked' | 'arrived' | 'cancelled' | 'ended';
};

export type Visit = {
  id: string;
  nodeId: string;
  tokenId: string;
  /** The visit whose end led here. */
  causeId: string | null;
  /** `passed`: nobody had to act; `returned`: sent back from here. */
  state: 'open' | 'done' | 'passed' | 'rejected' | 'returned' | 'cancelled' | 'recalled';
  openedAt: string;
  closedAt: string | null;
  /** When somebody sent it back to here: from which visit, and whether it goes straight back there. */
  returned: { fromId: string; direct: boolean } | null;
  /** What its end changed besides, as it was before: for who takes the step back. */
  undo: Undo | null;
  /** The branches that were taken at a block. */
  branches: string[];
};

/** Rows as they were before a visit ended. */
export type Undo = { tokens: Token[]; forks: Visit[]; tasks: Task[]; timers: Timer[] };

export type TaskKind = 'normal' | 'peer' | 'before' | 'after' | 'delegate' | 'copy';

export type Task = {
  id: string;
  visitId: string;
  kind: TaskKind;
  /** `held`: until those asked before have answered; `queued`: until it is its turn. */
  state: 'open' | 'held' | 'queued' | 'done' | 'cancelled';
  personId: string;
  /** Who had it first, when it was passed on. */
  fromId: string | null;
  /** Who acts for the person meanwhile. */
  deputyId: string | null;
  order: number;
  /** The task that it was added to. */
  parentId: string | null;
  decision: 'approve' | 'reject' | null;
  /** Who decided; null when a rule or the clock did. */
  decidedBy: string | null;
  /** The rule that decided: starter as approver, the same approver twice, the time limit. */
  ruled: 'starter' | 'same' | 'clock' | null;
  /** Why it closed without a decision of its own. */
  closedAs: 'decidedByOthers' | 'returned' | 'cancelled' | 'removed' | null;
  urgedAt: string | null;
};

export type Timer = { id: string; visitId: string; at: string; limit: number | null };

/** What a step needs to know of the company; everything that is not in the state or the graph. */
export type Facts = {
  now: Date;
  /** What conditions know besides the form. */
  known: Variables;
  newId: () => string;
  /** Who a rule names, departed people included, in order. */
  people: (assignee: Assignee, state: State, nodeId: string) => readonly string[];
  active: (personId: string) => boolean;
  supervisorOf: (personId: string) => string | null;
  deputyOf: (personId: string) => string | null;
  /** Somebody who works here; what nobody can be found for comes to them. */
  ownerId: string;
  /** The instant after so many working hours. */
  after: (hours: number) => Date;
};

/** A line of the instance's history, and what the outside has to do. */
export type Effect =
  | { type: 'task.opened' | 'task.closed' | 'task.urged' | 'task.reminded'; taskId: string }
  | { type: 'task.passedOn' | 'task.deputised'; taskId: string; fromId: string; toId: string }
  | { type: 'visit.opened' | 'visit.closed'; visitId: string }
  | { type: 'child.started' | 'child.cancelled'; visitId: string }
  | { type: 'subject.restored' }
  | { type: 'instance.ended'; status: State['status'] };

export const isMember = (task: Task): boolean => task.kind === 'normal' || task.kind === 'peer';
/** What still waits for somebody, now or later. */
export const isPending = (task: Task): boolean =>
  task.state === 'open' || task.state === 'held' || task.state === 'queued';

/** Everybody with a part in it. */
export const peopleOfState = ({ tasks }: State): string[] =>
  tasks.flatMap((task) => [task.personId, task.deputyId]).filter((id) => id !== null);
