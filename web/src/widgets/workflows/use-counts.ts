import { useQuery } from '@tanstack/react-query';
import type { Outputs } from '../../lib/client.ts';
import { api } from '../../lib/client.ts';

/** How many workflows wait for the signed-in person, and how many copies are unread; 0 until known. */
export function useWorkflowCounts(): Outputs['workflows']['counts'] {
  const { data } = useQuery(api.workflows.counts.queryOptions({ staleTime: 60_000 }));
  return data ?? { todo: 0, copied: 0 };
}
