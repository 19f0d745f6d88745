import { useNavigate } from '@tanstack/react-router';
import { App } from 'antd';
import { useT } from '../../../lib/texts.ts';
import { Card } from '../../../ui/card.tsx';
import { Page } from '../../../ui/page.tsx';
import css from '../components/account.module.css';
import { PasswordForm } from '../components/password-form.tsx';

export default function PasswordPage() {
  const t = useT();
  const navigate = useNavigate();
  const { message } = App.useApp();
  return (
    <Page title={t('auth.passwordTitle')}>
      <Card className={css.narrow}>
        <PasswordForm
          onDone={() => {
            void message.success(t('auth.passwordChanged'));
            void navigate({ to: '/me' });
          }}
        />
      </Card>
    </Page>
  );
}
