import { z } from 'zod';
import { day, done, id, page, pageQuery, personRef, route, version } from './base.ts';
import { taskLine, workflowFamilies } from './workflows.ts';

const tag = 'workflow deputies';
const family = z.enum(workflowFamilies);

const deputy = z.object({
  id,
  /** Who is away. */
  person: personRef,
  deputy: personRef,
  /** Null: workflows of all families. */
  family: family.nullable(),
  fromOn: day,
  /** The last day. */
  untilOn: day,
  state: z.enum(['coming', 'now', 'over']),
  version,
  can: z.object({ change: z.boolean() }),
});
export type Deputy = z.infer<typeof deputy>;

export const deputies = {
  list: route('GET', '/workflow-deputies', {
    tag,
    permission: 'signedIn',
    summary: "Who acts for the caller, for whom the caller acts, or, for administrators, everybody's; newest first",
  })
    .input(pageQuery.extend({ box: z.enum(['own', 'acting', 'all']).default('own') }))
    .output(page(deputy)),
  create: route('POST', '/workflow-deputies', {
    tag,
    permission: 'signedIn',
    summary: 'Name who acts for the caller, or, for administrators, for somebody else',
    idempotent: true,
  })
    .input(
      z.object({
        personId: id.optional(),
        deputyId: id,
        family: family.nullable().default(null),
        fromOn: day,
        untilOn: day,
      }),
    )
    .output(z.object({ id })),
  update: route('PATCH', '/workflow-deputies/{id}', {
    tag,
    permission: 'signedIn',
    summary: 'Change the last day',
  })
    .input(z.object({ id, version, untilOn: day }))
    .output(done),
  end: route('POST', '/workflow-deputies/{id}/end', {
    tag,
    permission: 'signedIn',
    summary: 'End it now; one that has not begun is removed',
  })
    .input(z.object({ id, version }))
    .output(done),
  decisions: route('GET', '/workflow-deputies/decisions', {
    tag,
    permission: 'signedIn',
    summary: "What others decided in the caller's name, newest first",
  })
    .input(pageQuery)
    .output(page(taskLine)),
};
