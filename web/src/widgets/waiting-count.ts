import { useQuery } from '@tanstack/react-query';
import { api } from '../lib/client.ts';
import { useMay, useMe } from '../lib/me.ts';

/** How many answers the signed-in manager owes; 0 for who has no subordinates. */
export function useWaitingCount(): number {
  const may = useMay();
  const enabled = useMe().hasSubordinates && may('plans.use');
  const { data } = useQuery(api.plans.today.queryOptions({ enabled, staleTime: 60_000 }));
  return enabled && data?.waiting ? data.waiting.evaluations + data.waiting.weeks : 0;
}
