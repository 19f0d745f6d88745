import { z } from 'zod';
import { idInput, route } from './base.ts';

const tag = 'customers';

const revealed = z.object({
  phone: z.string().nullable(),
  /** How many more the caller may uncover today. */
  left: z.number().int(),
});

/**
 * Telephones of customers and contacts are answered masked (138****5678) to who lacks `customers.phones` and is not the
 * owner. These uncover one: every time it is recorded, and the number of different ones in a day is limited.
 */
export const phones = {
  ofCustomer: route('POST', '/customers/{id}/phone/reveal', {
    tag,
    permission: 'customers.revealPhones',
    summary: 'The telephone of a customer, uncovered and recorded',
  })
    .input(idInput)
    .output(revealed),
  ofContact: route('POST', '/contacts/{id}/phone/reveal', {
    tag,
    permission: 'customers.revealPhones',
    summary: 'The telephone of a contact, uncovered and recorded',
  })
    .input(idInput)
    .output(revealed),
};
