import { api } from '../../platform/api.ts';
import { revealContactPhone, revealCustomerPhone } from './customers.phones.service.ts';

export const phonesRouter = {
  ofCustomer: api.phones.ofCustomer.handler(({ input, context: { ctx } }) => revealCustomerPhone(ctx, input.id)),
  ofContact: api.phones.ofContact.handler(({ input, context: { ctx } }) => revealContactPhone(ctx, input.id)),
};
