import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api } from '../../lib/client.ts';
import { useCommand } from '../../lib/command.ts';
import { clearDrafts } from '../../lib/drafts.ts';
import { forgetPerson, meQuery } from '../../lib/me.ts';

/** Signs out here and drops what belonged to the person. */
export function useSignOut(): () => void {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const leave = useCommand(api.auth.signOut, {
    onSuccess: async () => {
      const me = queries.getQueryData(meQuery.queryKey);
      await navigate({ to: '/sign-in', search: {} });
      if (me) clearDrafts(me.id);
      forgetPerson(queries);
    },
  });
  return () => leave.mutate(undefined);
}
