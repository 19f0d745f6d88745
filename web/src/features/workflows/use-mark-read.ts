import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { InstanceDetail } from '../../../../contract/workflows.ts';
import { api } from '../../lib/client.ts';
import { useMe } from '../../lib/me.ts';
import { useWorkflowCounts } from '../../widgets/workflows/use-counts.ts';
import { allNodes } from './actions.ts';

/** Opening an instance reads the copies of it that were sent to the person. */
export function useMarkRead({ chart }: InstanceDetail): void {
  const queries = useQueryClient();
  const me = useMe();
  const { copied } = useWorkflowCounts();
  const own = allNodes(chart)
    .flatMap(({ tasks }) => tasks)
    .filter(({ kind, person }) => kind === 'copy' && person.id === me.id);
  const ids = copied > 0 ? own.map(({ id }) => id).join(' ') : '';
  useEffect(() => {
    if (!ids) return;
    void Promise.all(ids.split(' ').map((id) => api.workflows.read.call({ id }))).then(() => {
      void queries.invalidateQueries({ queryKey: api.workflows.counts.key() });
      void queries.invalidateQueries({ queryKey: api.workflows.tasks.key() });
    });
  }, [ids, queries]);
}
