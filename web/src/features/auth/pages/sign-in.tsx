import { Button, Form, Input } from 'antd';
import { useEffect, useState } from 'react';
import { api, apiError } from '../../../lib/client.ts';
import { useCommand } from '../../../lib/command.ts';
import { useT } from '../../../lib/texts.ts';
import { FormAlert } from '../../../ui/form-alert.tsx';
import { useAfterSignIn } from '../after-sign-in.ts';
import { DemoPeople } from '../components/demo-people.tsx';
import { Gate } from '../components/gate.tsx';

type Credentials = { login: string; password: string };

function PasswordForm({ onSecondStep }: { onSecondStep: () => void }) {
  const t = useT();
  const enter = useAfterSignIn();
  const signIn = useCommand(api.auth.signIn, {
    onSuccess: ({ secondStep }) => (secondStep ? onSecondStep() : enter()),
    onError: (error) => {
      if (apiError(error)?.code === 'auth.secondStepRequired') onSecondStep();
    },
  });
  const rules = [{ required: true, message: t('errors.fields.required') }];
  return (
    <Form layout="vertical" requiredMark={false} onFinish={(values: Credentials) => signIn.mutate(values)}>
      <Form.Item name="login" label={t('auth.login')} rules={rules}>
        <Input autoFocus autoComplete="username" autoCapitalize="none" spellCheck={false} size="large" />
      </Form.Item>
      <Form.Item name="password" label={t('auth.password')} rules={rules}>
        <Input.Password autoComplete="current-password" size="large" />
      </Form.Item>
      <FormAlert error={signIn.error} />
      <Button type="primary" htmlType="submit" size="large" block loading={signIn.isPending}>
        {t('auth.signIn')}
      </Button>
    </Form>
  );
}

function SecondStepForm({ onBack }: { onBack: () => void }) {
  const t = useT();
  const enter = useAfterSignIn();
  const finish = useCommand(api.auth.secondStep, { onSuccess: enter, onError: () => undefined });
  return (
    <Form layout="vertical" requiredMark={false} onFinish={(values: { code: string }) => finish.mutate(values)}>
      <Form.Item
        name="code"
        label={t('auth.code')}
        extra={t('auth.codeHint')}
        rules={[{ required: true, message: t('errors.fields.required') }]}
      >
        <Input autoFocus autoComplete="one-time-code" inputMode="text" size="large" maxLength={20} />
      </Form.Item>
      <FormAlert error={finish.error} />
      <Button type="primary" htmlType="submit" size="large" block loading={finish.isPending}>
        {t('auth.continue')}
      </Button>
      <Button type="link" block onClick={onBack}>
        {t('auth.otherAccount')}
      </Button>
    </Form>
  );
}

export default function SignInPage() {
  const t = useT();
  const [secondStep, setSecondStep] = useState(false);
  const title = secondStep ? t('auth.secondStepTitle') : t('auth.signIn');
  useEffect(() => {
    document.title = `${title} ${t('common.separator')} ${t('shell.product')}`;
  }, [title, t]);
  return (
    <Gate title={title} beside={secondStep ? null : <DemoPeople />}>
      {secondStep ? (
        <SecondStepForm onBack={() => setSecondStep(false)} />
      ) : (
        <PasswordForm onSecondStep={() => setSecondStep(true)} />
      )}
    </Gate>
  );
}
