import { Link } from '@tanstack/react-router';
import { App, Button, Checkbox, Input, Modal, Popconfirm } from 'antd';
import { useState } from 'react';
import type { User } from '../../../../../contract/org.ts';
import { api, apiError } from '../../../lib/client.ts';
import { useCommand } from '../../../lib/command.ts';
import { useFormat } from '../../../lib/format.ts';
import { useMe } from '../../../lib/me.ts';
import { places } from '../../../lib/places.ts';
import { useT } from '../../../lib/texts.ts';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { FormAlert } from '../../../ui/form-alert.tsx';
import { Labelled } from '../../../ui/labelled.tsx';
import css from './org.module.css';

/** What can be done with somebody's account. Nobody closes their own. */
export function Account({ person }: { person: User }) {
  const me = useMe();
  if (person.id === me.id) return null;
  return (
    <div className={css.account}>
      {person.active ? (
        <>
          <ResetPassword person={person} />
          <Depart person={person} />
        </>
      ) : (
        <Restore person={person} />
      )}
    </div>
  );
}

function ResetPassword({ person }: { person: User }) {
  const t = useT();
  const [password, setPassword] = useState<string | null>(null);
  const reset = useCommand(api.auth.resetPassword, { onSuccess: (answer) => setPassword(answer.password) });
  return (
    <>
      <Popconfirm
        title={t('org.people.resetTitle', { name: person.name })}
        description={<p className={css.narrow}>{t('org.people.resetBody')}</p>}
        okText={t('org.people.resetPassword')}
        onConfirm={() => reset.mutate({ id: person.id })}
      >
        <Button loading={reset.isPending}>{t('org.people.resetPassword')}</Button>
      </Popconfirm>
      <Modal
        open={password !== null}
        title={t('org.people.oneTimeTitle')}
        mask={{ closable: false }}
        onCancel={() => setPassword(null)}
        footer={
          <Button type="primary" onClick={() => setPassword(null)}>
            {t('common.close')}
          </Button>
        }
      >
        <p>{t('org.people.oneTimeBody', { name: person.name })}</p>
        <p className={css.oneTime}>
          {password}
          <CopyButton text={password ?? ''} />
        </p>
      </Modal>
    </>
  );
}

function Depart({ person }: { person: User }) {
  const t = useT();
  const { today } = useMe().company;
  const { message } = App.useApp();
  const [open, setOpen] = useState(false);
  const [day, setDay] = useState(today);
  const [override, setOverride] = useState(false);
  const depart = useCommand(api.org.depart, {
    onError: () => undefined,
    onSuccess: () => {
      void message.success(t('org.people.departed_', { name: person.name }));
      setOpen(false);
    },
  });
  const refused = apiError(depart.error);
  const held = refused?.code === 'org.stillHolds' ? Number(refused.data.params.count) : 0;
  return (
    <>
      <Button danger onClick={() => setOpen(true)}>
        {t('org.people.depart')}
      </Button>
      <Modal
        open={open}
        title={t('org.people.departTitle', { name: person.name })}
        okText={t('org.people.departConfirm')}
        okButtonProps={{ danger: true }}
        confirmLoading={depart.isPending}
        onCancel={() => setOpen(false)}
        onOk={() => depart.mutate({ id: person.id, version: person.version, on: day || undefined, override })}
      >
        <p className={css.explain}>{t('org.people.departBody')}</p>
        <Labelled label={t('org.people.departDay')}>
          {(field) => (
            <Input {...field} type="date" max={today} value={day} onChange={(event) => setDay(event.target.value)} />
          )}
        </Labelled>
        {held ? (
          <>
            <p className={css.explain}>
              {t('handovers.heldBefore', { count: held })}{' '}
              <Link {...places.newHandover(person.id)}>{t('handovers.openHandover')}</Link>
            </p>
            <Checkbox checked={override} onChange={(event) => setOverride(event.target.checked)}>
              {t('handovers.departAnyway')}
            </Checkbox>
          </>
        ) : (
          <FormAlert error={depart.error} />
        )}
      </Modal>
    </>
  );
}

function Restore({ person }: { person: User }) {
  const t = useT();
  const format = useFormat();
  const { message } = App.useApp();
  const restore = useCommand(api.org.restore, {
    onSuccess: () => void message.success(t('org.people.restored', { name: person.name })),
  });
  return (
    <>
      {person.departedOn ? <p>{t('org.people.departOn', { day: format.day(person.departedOn) })}</p> : null}
      <Popconfirm
        title={t('org.people.restoreTitle', { name: person.name })}
        description={<p className={css.narrow}>{t('org.people.restoreBody')}</p>}
        okText={t('org.people.restore')}
        onConfirm={() => restore.mutate({ id: person.id, version: person.version })}
      >
        <Button loading={restore.isPending}>{t('org.people.restore')}</Button>
      </Popconfirm>
    </>
  );
}
