import { z } from 'zod';
import { id, instant, personRef } from './base.ts';

const chartTask = z.object({
  id,
  person: personRef,
  deputy: personRef.nullable(),
  kind: z.enum(['normal', 'peer', 'before', 'after', 'delegate', 'copy']),
  state: z.enum(['open', 'held', 'queued', 'done', 'cancelled']),
  decision: z.enum(['approve', 'reject']).nullable(),
  decidedBy: personRef.nullable(),
  ruled: z.enum(['starter', 'same', 'clock']).nullable(),
  closedAs: z.enum(['decidedByOthers', 'returned', 'cancelled', 'removed']).nullable(),
  openedAt: instant.nullable(),
  closedAt: instant.nullable(),
});

/** A node of the chart, in the order of drawing; blocks hold their branches. */
export type ChartNode = {
  id: string;
  type: 'approval' | 'handling' | 'copy' | 'wait' | 'child' | 'back' | 'condition' | 'inclusive' | 'parallel';
  name: string;
  mode: 'all' | 'any' | 'inOrder' | null;
  /** `next`: may come; `notTaken`: in a branch that was not taken. */
  state: 'done' | 'passed' | 'current' | 'rejected' | 'returned' | 'next' | 'notTaken';
  since: string | null;
  until: string | null;
  times: number;
  tasks: z.infer<typeof chartTask>[];
  branches: { id: string; name: string; taken: boolean; nodes: ChartNode[] }[];
};
export const chartNode: z.ZodType<ChartNode> = z.lazy(() =>
  z.object({
    id: z.string().max(40),
    type: z.enum(['approval', 'handling', 'copy', 'wait', 'child', 'back', 'condition', 'inclusive', 'parallel']),
    name: z.string(),
    mode: z.enum(['all', 'any', 'inOrder']).nullable(),
    state: z.enum(['done', 'passed', 'current', 'rejected', 'returned', 'next', 'notTaken']),
    since: instant.nullable(),
    until: instant.nullable(),
    times: z.number().int(),
    tasks: z.array(chartTask),
    branches: z.array(z.object({ id: z.string(), name: z.string(), taken: z.boolean(), nodes: z.array(chartNode) })),
  }),
);
