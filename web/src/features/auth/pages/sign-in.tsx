import { Button, Form, Input } from 'antd';
import { api } from '../../../lib/client.ts';
import { useT } from '../../../lib/texts.ts';

export default function SignInPage() {
  const t = useT();
  return (
    <Form layout="vertical" onFinish={(values: { login: string; password: string }) => api.auth.signIn.call(values)}>
      <Form.Item name="login" label={t('auth.login')}>
        <Input autoComplete="username" />
      </Form.Item>
      <Form.Item name="password" label={t('auth.password')}>
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      <Button type="primary" htmlType="submit">
        {t('auth.signIn')}
      </Button>
    </Form>
  );
}
