import { Button, Form, Input } from 'antd';
import { api, apiError } from '../../../lib/client.ts';
import { useCommand } from '../../../lib/command.ts';
import { applyFieldErrors, useErrorText, useFieldText } from '../../../lib/errors.ts';
import { useT } from '../../../lib/texts.ts';
import { FormAlert } from '../../../ui/form-alert.tsx';

type Passwords = { current: string; next: string; again: string };

/** Changes the own password. */
export function PasswordForm({ onDone }: { onDone: () => void | Promise<void> }) {
  const t = useT();
  const [form] = Form.useForm<Passwords>();
  const fieldText = useFieldText();
  const errorText = useErrorText();
  const change = useCommand(api.auth.changePassword, {
    onSuccess: async () => {
      form.resetFields();
      await onDone();
    },
    onError: (error) => {
      const code = apiError(error)?.code;
      if (code === 'auth.passwordWrong') form.setFields([{ name: 'current', errors: [errorText(error)] }]);
      else if (code === 'auth.passwordWeak') form.setFields([{ name: 'next', errors: [errorText(error)] }]);
      else applyFieldErrors(form, error, fieldText);
    },
  });
  const code = apiError(change.error)?.code;
  const besideField = code === 'auth.passwordWrong' || code === 'auth.passwordWeak';
  const required = { required: true, message: t('errors.fields.required') };
  return (
    <Form<Passwords>
      form={form}
      layout="vertical"
      requiredMark={false}
      onFinish={({ current, next }) => change.mutate({ current, next })}
    >
      <Form.Item name="current" label={t('auth.currentPassword')} rules={[required]}>
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      <Form.Item name="next" label={t('auth.newPassword')} extra={t('auth.newPasswordHint')} rules={[required]}>
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item
        name="again"
        label={t('auth.repeatPassword')}
        dependencies={['next']}
        rules={[
          required,
          ({ getFieldValue }) => ({
            validator: (_, value) =>
              !value || value === getFieldValue('next')
                ? Promise.resolve()
                : Promise.reject(new Error(t('auth.repeatWrong'))),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <FormAlert error={besideField ? null : change.error} />
      <Button type="primary" htmlType="submit" loading={change.isPending}>
        {t('auth.passwordTitle')}
      </Button>
    </Form>
  );
}
