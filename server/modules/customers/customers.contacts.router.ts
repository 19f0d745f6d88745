import { api } from '../../platform/api.ts';
import { getContactDetail } from './customers.contacts.reads.ts';
import { leavePost, settleSuccession } from './customers.departures.service.ts';
import { joinPosts, remarkOn, separatePost } from './customers.persons.service.ts';

export const contactsRouter = {
  get: api.contacts.get.handler(({ input, context: { ctx } }) => getContactDetail(ctx, input.id)),
  leave: api.contacts.leave.handler(({ input, context: { ctx } }) => leavePost(ctx, input)),
  settleSuccession: api.contacts.settleSuccession.handler(({ input, context: { ctx } }) =>
    settleSuccession(ctx, input),
  ),
  join: api.contacts.join.handler(({ input, context: { ctx } }) => joinPosts(ctx, input)),
  separate: api.contacts.separate.handler(({ input, context: { ctx } }) => separatePost(ctx, input)),
  remark: api.contacts.remark.handler(({ input, context: { ctx } }) => remarkOn(ctx, input)),
};
