import { z } from 'zod';
import {
  can,
  customerRef,
  day,
  done,
  id,
  idInput,
  instant,
  line,
  page,
  pageQuery,
  personRef,
  route,
  text,
  version,
} from './base.ts';
import { teamAccess, teamPlace, teamRoles } from './customers.ts';

const tag = 'team';

/** A colleague as the directory knows them. */
const colleague = personRef.extend({ department: z.string().nullable() });

const requestStates = ['pending', 'accepted', 'declined', 'withdrawn'] as const;

/** A request as those read it who may answer it. */
const waiting = z.object({
  id,
  customer: customerRef,
  asker: colleague,
  note: z.string().nullable(),
  createdAt: instant,
  version,
});
export type WaitingRequest = z.infer<typeof waiting>;

/** A request as its asker reads it: what they said themselves, what they were told, and the answer. */
const asked = z.object({
  id,
  /** What was asked for: the words of a duplicate check, or null for a link. */
  askedFor: z.string().nullable(),
  /** Whom the duplicate check named; null for a link. */
  owner: colleague.nullable(),
  /** Only while the asker sees it. */
  customer: customerRef.nullable(),
  note: z.string().nullable(),
  state: z.enum(requestStates),
  answer: z.string().nullable(),
  createdAt: instant,
  answeredAt: instant.nullable(),
  version,
});
export type AskedRequest = z.infer<typeof asked>;

export const team = {
  get: route('GET', '/customers/{id}/team', {
    tag,
    permission: 'signedIn',
    summary: 'Who is on the team, will be, and was; and who asks to join, for those who may answer',
  })
    .input(idInput)
    .output(
      z.object({
        held: z.array(teamPlace),
        planned: z.array(teamPlace),
        /** The newest 100. */
        past: z.array(teamPlace),
        requests: z.array(waiting),
        can: can('change', 'ask'),
      }),
    ),
  ask: route('POST', '/team-requests', {
    tag,
    permission: 'signedIn',
    summary: 'Ask the owner to be taken onto the team of a customer; the answer does not tell whether there is one',
    idempotent: true,
  })
    .input(
      z.object({
        /** By a link; or, with the owner whom the duplicate check named, by what was checked. */
        customerId: id.optional(),
        match: z
          .object({
            reason: z.enum(['name', 'creditCode', 'phone']),
            value: line(200),
            ownerId: id,
          })
          .optional(),
        note: text(500).optional(),
      }),
    )
    .output(done),
  waiting: route('GET', '/team-requests/waiting', {
    tag,
    permission: 'signedIn',
    summary: 'Requests that the caller may answer, newest first',
  })
    .input(pageQuery)
    .output(page(waiting)),
  asked: route('GET', '/team-requests/asked', {
    tag,
    permission: 'signedIn',
    summary: 'Requests of the caller, newest first',
  })
    .input(pageQuery)
    .output(page(asked)),
  /** For the start page: how many wait at the caller's own customers. */
  count: route('GET', '/team-requests/count', {
    tag,
    permission: 'signedIn',
    summary: 'How many requests wait at the customers that the caller owns, up to 100',
  }).output(z.object({ count: z.number().int() })),
  answer: route('POST', '/team-requests/{id}/answer', {
    tag,
    permission: 'signedIn',
    summary: 'Take the asker onto the team, or decline with a word',
  })
    .input(
      z.object({
        id,
        version,
        accept: z.boolean(),
        role: z.enum(teamRoles).exclude(['owner']).default('sales'),
        access: z.enum(teamAccess).default('write'),
        fromOn: day.optional(),
        untilOn: day.nullable().optional(),
        answer: text(500).optional(),
      }),
    )
    .output(done),
  withdraw: route('POST', '/team-requests/{id}/withdraw', {
    tag,
    permission: 'signedIn',
    summary: 'Take back a request of one’s own',
  })
    .input(z.object({ id, version }))
    .output(done),
};
