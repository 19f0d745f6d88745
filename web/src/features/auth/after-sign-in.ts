import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { forgetPerson } from '../../lib/me.ts';
import { useSearchParams } from '../../lib/search-params.ts';

/** Goes to where the person wanted to be before signing in; never to another site. */
export function useAfterSignIn(): () => void {
  const queries = useQueryClient();
  const { history } = useRouter();
  const [{ back = '/' }] = useSearchParams();
  return () => {
    forgetPerson(queries);
    const inside = /^\/(?![/\\])/.test(back) && !back.startsWith('/sign-in');
    history.replace(inside ? back : '/');
  };
}
