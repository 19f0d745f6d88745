import { api } from '../../platform/api.ts';
import { getCustomer } from './customers.archive.reads.ts';
import * as contacts from './customers.contacts.service.ts';
import { countCustomers, groupCustomers } from './customers.count.reads.ts';
import { listCustomers } from './customers.list.reads.ts';
import { addNote } from './customers.notes.service.ts';
import { checkDuplicates } from './customers.phones.checks.service.ts';
import * as service from './customers.service.ts';
import { suggestCustomers } from './customers.suggest.reads.ts';
import { setTeam } from './customers.team.service.ts';
import { timelineOf } from './customers.timeline.reads.ts';

export const customersRouter = {
  list: api.customers.list.handler(({ input, context: { ctx } }) => listCustomers(ctx, input)),
  count: api.customers.count.handler(({ input, context: { ctx } }) => countCustomers(ctx, input)),
  groups: api.customers.groups.handler(({ input, context: { ctx } }) => groupCustomers(ctx, input)),
  suggest: api.customers.suggest.handler(({ input, context: { ctx } }) => suggestCustomers(ctx, input)),
  get: api.customers.get.handler(({ input, context: { ctx } }) => getCustomer(ctx, input.id)),
  duplicates: api.customers.duplicates.handler(async ({ input, context: { ctx } }) => ({
    items: await checkDuplicates(ctx, input),
  })),
  create: api.customers.create.handler(({ input, context: { ctx } }) => service.createCustomer(ctx, input)),
  update: api.customers.update.handler(({ input, context: { ctx } }) => service.updateCustomer(ctx, input)),
  confirm: api.customers.confirm.handler(({ input, context: { ctx } }) => service.confirmArchive(ctx, input)),
  setTeam: api.customers.setTeam.handler(({ input, context: { ctx } }) => setTeam(ctx, input)),
  createContact: api.customers.createContact.handler(({ input, context: { ctx } }) =>
    contacts.createContact(ctx, input),
  ),
  updateContact: api.customers.updateContact.handler(({ input, context: { ctx } }) =>
    contacts.updateContact(ctx, input),
  ),
  addNote: api.customers.addNote.handler(({ input, context: { ctx } }) => addNote(ctx, input)),
  timeline: api.customers.timeline.handler(({ input, context: { ctx } }) => timelineOf(ctx, input)),
};
