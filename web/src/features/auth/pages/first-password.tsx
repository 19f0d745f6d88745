import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { meQuery } from '../../../lib/me.ts';
import { useT } from '../../../lib/texts.ts';
import css from '../components/gate.module.css';
import { Gate } from '../components/gate.tsx';
import { PasswordForm } from '../components/password-form.tsx';

/** Stands before everything else while the password is one that somebody else knows. */
export default function FirstPasswordPage() {
  const t = useT();
  const navigate = useNavigate();
  const queries = useQueryClient();
  return (
    <Gate title={t('auth.mustChangeTitle')}>
      <p className={css.hint}>{t('auth.mustChangeBody')}</p>
      <PasswordForm
        onDone={async () => {
          queries.removeQueries({ queryKey: meQuery.queryKey });
          await navigate({ to: '/', replace: true });
        }}
      />
    </Gate>
  );
}
