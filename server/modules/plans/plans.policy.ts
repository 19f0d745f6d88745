import type { ItemState, PlanItem, PlanWeek } from '../../../contract/plans.ts';
import type { Actor } from '../../platform/actor.ts';
import { isAbove, isAboveOrSelf } from '../../platform/actor.ts';

export type WeekState = PlanWeek['state'];

/** What decides over an item. */
export type ItemFacts = {
  ownerId: string;
  assignedById: string | null;
  kind: PlanItem['kind'];
  state: ItemState;
  /** State of the week that its day is in. */
  weekState: WeekState;
  /** Whether the month that its day is in is closed. */
  monthClosed: boolean;
};

type Holder = Pick<ItemFacts, 'ownerId' | 'assignedById'>;

/** Who may do what to an item, whatever its state. */
export const itemPolicy = {
  change: (actor: Actor, item: Holder) => isAboveOrSelf(actor, item.ownerId),
  /** What somebody else assigned is cancelled by those above only. */
  cancel: (actor: Actor, item: Holder) =>
    isAbove(actor, item.ownerId) || (actor.id === item.ownerId && item.assignedById === null),
  complete: (actor: Actor, item: Holder) => actor.id === item.ownerId,
  /** Anyone above the owner, never oneself. */
  evaluate: (actor: Actor, item: Holder) => isAbove(actor, item.ownerId),
  reply: (actor: Actor, item: Holder) => isAboveOrSelf(actor, item.ownerId),
};

export function itemCan(actor: Actor, item: ItemFacts): PlanItem['can'] {
  const open = item.state === 'open' && !item.monthClosed;
  const unlocked = actor.id !== item.ownerId || item.weekState !== 'submitted' || item.kind === 'adHoc';
  const evaluated = item.state === 'evaluated';
  return {
    update: open && unlocked && itemPolicy.change(actor, item),
    complete: open && itemPolicy.complete(actor, item),
    cancel: open && unlocked && itemPolicy.cancel(actor, item),
    evaluate: (evaluated || item.state === 'completed') && !item.monthClosed && itemPolicy.evaluate(actor, item),
    reply: evaluated && itemPolicy.reply(actor, item),
    correct: evaluated && item.monthClosed && itemPolicy.evaluate(actor, item),
  };
}

export type WeekFacts = {
  ownerId: string;
  state: WeekState;
  /** Open items of the week. */
  open: number;
  /** Whether somebody active stands above the owner. */
  hasSupervisor: boolean;
};

export const weekPolicy = {
  /** Who has nobody above has nobody to hand a plan to. */
  submit: (actor: Actor, week: Pick<WeekFacts, 'ownerId' | 'hasSupervisor'>) =>
    actor.id === week.ownerId && week.hasSupervisor,
  decide: (actor: Actor, ownerId: string) => isAbove(actor, ownerId),
};

export function weekCan(actor: Actor, week: WeekFacts): PlanWeek['can'] {
  const decide = week.state === 'submitted' && weekPolicy.decide(actor, week.ownerId);
  return {
    add: isAboveOrSelf(actor, week.ownerId),
    submit: week.state === 'draft' && week.open > 0 && weekPolicy.submit(actor, week),
    approve: decide,
    return: decide,
  };
}
