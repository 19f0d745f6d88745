import { z } from 'zod';
import { id, route, version } from './base.ts';
import { definitionStates } from './workflows.design.ts';
import { workflow } from './workflows.ts';

const tag = 'segments';

const toolbox = z.object({
  /** The segment's own, which its other settings have as well. */
  version,
  items: z.array(z.object({ id, name: z.string(), state: z.enum(definitionStates) })),
});
export type Toolbox = z.infer<typeof toolbox>;

/** The workflows that a segment of customers is offered first, in order. */
export const toolboxes = {
  get: route('GET', '/segments/{id}/toolbox', {
    tag,
    permission: 'settings.manage',
    summary: 'The workflows of a segment, in order, retired ones as well',
  })
    .input(z.object({ id }))
    .output(toolbox),
  set: route('PUT', '/segments/{id}/toolbox', {
    tag,
    permission: 'settings.manage',
    summary: 'Decide which workflows a segment is offered, and in which order',
  })
    .input(z.object({ id, version, workflowIds: z.array(id).max(30) }))
    .output(toolbox),
  ofCustomer: route('GET', '/customers/{id}/toolbox', {
    tag,
    permission: 'workflows.use',
    summary: "The workflows of the customer's segment that can be started, in order",
  })
    .input(z.object({ id }))
    .output(z.object({ items: z.array(workflow) })),
};
