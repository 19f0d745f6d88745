import { SafetyCertificateOutlined, WarningOutlined } from '@ant-design/icons';
import { App, Button, Form, Input, QRCode } from 'antd';
import type { Outputs } from '../../../lib/client.ts';
import { api } from '../../../lib/client.ts';
import { useCommand } from '../../../lib/command.ts';
import { useMe } from '../../../lib/me.ts';
import { useT } from '../../../lib/texts.ts';
import { Card } from '../../../ui/card.tsx';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { FormAlert } from '../../../ui/form-alert.tsx';
import { Page } from '../../../ui/page.tsx';
import { StateTag } from '../../../ui/state-tag.tsx';
import css from '../components/account.module.css';

type Enrolment = Outputs['auth']['startSecondStep'];

type AskPasswordProps = {
  text: string;
  danger?: boolean;
  error: unknown;
  pending: boolean;
  onPassword: (password: string) => void;
};

function AskPassword({ text, danger, error, pending, onPassword }: AskPasswordProps) {
  const t = useT();
  return (
    <Form
      layout="vertical"
      requiredMark={false}
      onFinish={(values: { password: string }) => onPassword(values.password)}
    >
      <Form.Item
        name="password"
        label={t('auth.currentPassword')}
        rules={[{ required: true, message: t('errors.fields.required') }]}
      >
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      <FormAlert error={error} />
      <Button type={danger ? 'default' : 'primary'} danger={danger} htmlType="submit" loading={pending}>
        {text}
      </Button>
    </Form>
  );
}

function Confirm({ enrolment, onDone }: { enrolment: Enrolment; onDone: () => void }) {
  const t = useT();
  const { message } = App.useApp();
  const confirm = useCommand(api.auth.confirmSecondStep, {
    onSuccess: () => {
      void message.success(t('auth.secondStepDone'));
      onDone();
    },
    onError: () => undefined,
  });
  return (
    <>
      <p>{t('auth.secondStepScan')}</p>
      {/* Black on white whatever the theme, or cameras do not read it. */}
      <QRCode
        aria-label={t('auth.secondStepScan')}
        className={css.picture}
        value={enrolment.uri}
        color="#000"
        bgColor="#fff"
      />
      <p className={css.uri}>
        {enrolment.uri} <CopyButton text={enrolment.uri} />
      </p>
      <p>
        {t('auth.secondStepBackup')} <CopyButton text={enrolment.backupCodes.join('\n')} />
      </p>
      <ul className={css.codes}>
        {enrolment.backupCodes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <Form layout="vertical" requiredMark={false} onFinish={(values: { code: string }) => confirm.mutate(values)}>
        <Form.Item
          name="code"
          label={t('auth.secondStepConfirm')}
          rules={[{ required: true, message: t('errors.fields.required') }]}
        >
          <Input autoFocus autoComplete="one-time-code" inputMode="numeric" maxLength={6} style={{ width: 160 }} />
        </Form.Item>
        <FormAlert error={confirm.error} />
        <Button type="primary" htmlType="submit" loading={confirm.isPending}>
          {t('common.confirm')}
        </Button>
      </Form>
    </>
  );
}

export default function SecondStepPage() {
  const t = useT();
  const { secondStep } = useMe();
  const { message } = App.useApp();
  const start = useCommand(api.auth.startSecondStep, { onError: () => undefined });
  const stop = useCommand(api.auth.stopSecondStep, {
    onSuccess: () => void message.success(t('auth.secondStepStopped')),
    onError: () => undefined,
  });
  return (
    <Page title={t('shell.secondStep')}>
      <Card
        className={css.narrow}
        title={
          secondStep ? (
            <StateTag tone="ok" icon={<SafetyCertificateOutlined aria-hidden />}>
              {t('auth.secondStepOn')}
            </StateTag>
          ) : (
            <StateTag tone="warn" icon={<WarningOutlined aria-hidden />}>
              {t('auth.secondStepOff')}
            </StateTag>
          )
        }
      >
        <p className={css.gap}>{t('auth.secondStepWhy')}</p>
        {secondStep ? (
          <AskPassword
            danger
            text={t('auth.secondStepStop')}
            error={stop.error}
            pending={stop.isPending}
            onPassword={(password) => stop.mutate({ password })}
          />
        ) : start.data ? (
          <Confirm enrolment={start.data} onDone={start.reset} />
        ) : (
          <AskPassword
            text={t('auth.secondStepStart')}
            error={start.error}
            pending={start.isPending}
            onPassword={(password) => start.mutate({ password })}
          />
        )}
      </Card>
    </Page>
  );
}
