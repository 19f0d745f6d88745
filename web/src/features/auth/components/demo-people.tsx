import { useQuery } from '@tanstack/react-query';
import { api } from '../../../lib/client.ts';
import { useCommand } from '../../../lib/command.ts';
import { useT } from '../../../lib/texts.ts';
import { FormAlert } from '../../../ui/form-alert.tsx';
import { Avatar } from '../../../ui/person-name.tsx';
import { useAfterSignIn } from '../after-sign-in.ts';
import css from './gate.module.css';

/** The people of the demo company, one click each; nothing at all where there is no demo. */
export function DemoPeople() {
  const t = useT();
  const enter = useAfterSignIn();
  const query = useQuery(api.demo.people.queryOptions({ retry: false, staleTime: Number.POSITIVE_INFINITY }));
  const signIn = useCommand(api.demo.signIn, { onSuccess: enter, onError: () => undefined });
  if (!query.data?.length) return null;
  return (
    <section className={css.box}>
      <h2 className={css.title}>{t('auth.demoTitle')}</h2>
      <FormAlert error={signIn.error} />
      <ul className={css.people}>
        {query.data.map(({ login, name, post }) => (
          <li key={login}>
            <button
              type="button"
              className={css.someone}
              disabled={signIn.isPending}
              onClick={() => signIn.mutate({ login })}
            >
              <Avatar name={name} />
              <span>
                {name}
                {post ? <span className={css.post}>{post}</span> : null}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
