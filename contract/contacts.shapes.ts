import { z } from 'zod';
import { customerRef, day, id, line, text, version } from './base.ts';

export const decisionRoles = ['decisionMaker', 'influencer', 'user', 'buyer', 'gatekeeper', 'coach'] as const;
export type DecisionRole = (typeof decisionRoles)[number];

/** How somebody stands to us, from the best to the worst. */
export const attitudes = ['supporter', 'favourable', 'neutral', 'sceptical', 'opponent'] as const;
export type Attitude = (typeof attitudes)[number];

/** Why somebody left a post. */
export const leaveReasons = ['moved', 'promoted', 'dismissed', 'retired', 'other'] as const;
export type LeaveReason = (typeof leaveReasons)[number];

/** What became of a post that somebody left: `open` until a successor is named or it is said that there is none. */
const successions = ['open', 'named', 'none'] as const;

const departure = z.object({
  reason: z.enum(leaveReasons).nullable(),
  /** Where to: a customer that the caller sees, or words; both null when it is not known or not seen. */
  customer: customerRef.nullable(),
  place: z.string().nullable(),
  note: z.string().nullable(),
  succession: z.enum(successions),
  successor: z.object({ id, name: z.string() }).nullable(),
  successionNote: z.string().nullable(),
});

/** A person's post at a customer. What is known of the human being stands on each of their posts. */
export const contact = z.object({
  id,
  customerId: id,
  name: z.string(),
  title: z.string().nullable(),
  decisionRole: z.enum(decisionRoles).nullable(),
  attitude: z.enum(attitudes).nullable(),
  /** 1 to 5 */
  influence: z.number().int().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  birthday: z.string().nullable(),
  school: z.string().nullable(),
  employers: z.array(z.string()),
  note: z.string().nullable(),
  startedOn: z.string().nullable(),
  lastMetOn: z.string().nullable(),
  leftOn: z.string().nullable(),
  departure: departure.nullable(),
  version,
});
export type Contact = z.infer<typeof contact>;

export const contactFields = {
  name: line(80),
  title: line(80).nullable().optional(),
  decisionRole: z.enum(decisionRoles).nullable().optional(),
  attitude: z.enum(attitudes).nullable().optional(),
  influence: z.number().int().min(1).max(5).nullable().optional(),
  phone: line(40).nullable().optional(),
  email: z.email().max(200).nullable().optional(),
  birthday: day.nullable().optional(),
  school: line(120).nullable().optional(),
  /** Companies where this person worked before. */
  employers: z.array(line(120)).max(20).optional(),
  note: text(2000).nullable().optional(),
  startedOn: day.nullable().optional(),
};
