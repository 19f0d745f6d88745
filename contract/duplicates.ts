import { z } from 'zod';
import { customerRef, personRef } from './base.ts';

export const duplicate = z.object({
  reason: z.enum(['name', 'creditCode', 'phone', 'similarName']),
  /** Present only when the caller may see that customer. */
  customer: customerRef.nullable(),
  /** Who has it; present for every exact match, so that the asker knows whom to talk to. */
  owner: personRef.extend({ department: z.string().nullable() }),
});
export type Duplicate = z.infer<typeof duplicate>;
