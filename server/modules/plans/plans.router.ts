import { api } from '../../platform/api.ts';
import { completeItem, listProofWorkflows } from './plans.completion.service.ts';
import { createItems } from './plans.create.service.ts';
import { correct, evaluate, reply } from './plans.evaluation.service.ts';
import { readInbox } from './plans.inbox.reads.ts';
import { getItem } from './plans.item.service.ts';
import { closeMonth, getMonth, listMonthRows, listMonths } from './plans.month.service.ts';
import { listItems } from './plans.reads.ts';
import { cancelItem, updateItem } from './plans.service.ts';
import { getToday } from './plans.today.service.ts';
import { approveWeek, getWeek, returnWeek, submitWeek } from './plans.week.service.ts';

export const plansRouter = {
  week: api.plans.week.handler(({ input, context }) => getWeek(context.ctx, input)),
  items: api.plans.items.handler(({ input, context }) => listItems(context.ctx.db, context.ctx.actor, input)),
  item: api.plans.item.handler(({ input, context }) => getItem(context.ctx, input.id)),
  createItem: api.plans.createItem.handler(({ input, context }) => createItems(context.ctx, input)),
  updateItem: api.plans.updateItem.handler(({ input, context }) => updateItem(context.ctx, input)),
  cancelItem: api.plans.cancelItem.handler(({ input, context }) => cancelItem(context.ctx, input)),
  completeItem: api.plans.completeItem.handler(({ input, context }) => completeItem(context.ctx, input)),
  proofWorkflows: api.plans.proofWorkflows.handler(({ input, context }) => listProofWorkflows(context.ctx, input)),
  submitWeek: api.plans.submitWeek.handler(({ input, context }) => submitWeek(context.ctx, input)),
  approveWeek: api.plans.approveWeek.handler(({ input, context }) => approveWeek(context.ctx, input)),
  returnWeek: api.plans.returnWeek.handler(({ input, context }) => returnWeek(context.ctx, input)),
  inbox: api.plans.inbox.handler(({ input, context: { ctx } }) =>
    readInbox(ctx.db, ctx.actor, { ...input, now: ctx.now() }),
  ),
  evaluate: api.plans.evaluate.handler(({ input, context }) => evaluate(context.ctx, input)),
  correct: api.plans.correct.handler(({ input, context }) => correct(context.ctx, input)),
  reply: api.plans.reply.handler(({ input, context }) => reply(context.ctx, input)),
  month: api.plans.month.handler(({ input, context }) => getMonth(context.ctx, input)),
  months: api.plans.months.handler(({ input, context }) => listMonths(context.ctx, input)),
  monthRows: api.plans.monthRows.handler(({ input, context }) => listMonthRows(context.ctx, input)),
  closeMonth: api.plans.closeMonth.handler(({ input, context }) => closeMonth(context.ctx, input)),
  today: api.plans.today.handler(({ context }) => getToday(context.ctx)),
};
