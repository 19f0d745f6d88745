import { useNavigate } from '@tanstack/react-router';
import { App, Button, Modal, Tooltip } from 'antd';
import { useState } from 'react';
import type { PersonRef } from '../../../../../contract/base.ts';
import type { PoolCustomer } from '../../../../../contract/pools.ts';
import { api } from '../../../lib/client.ts';
import { useCommand } from '../../../lib/command.ts';
import { useFormat } from '../../../lib/format.ts';
import { useMe } from '../../../lib/me.ts';
import { places } from '../../../lib/places.ts';
import { useT } from '../../../lib/texts.ts';
import { FormAlert } from '../../../ui/form-alert.tsx';
import { Labelled } from '../../../ui/labelled.tsx';
import { PersonPicker } from '../../../widgets/user-picker/person-picker.tsx';
import css from './pools.module.css';

/** What can be done with a customer of a pool: to take it, or to give it to one of the own people. */
export function PoolActions({ customer }: { customer: PoolCustomer }) {
  const { hasSubordinates } = useMe();
  return (
    <span className={css.actions}>
      <Claim customer={customer} />
      {hasSubordinates ? <Assign customer={customer} /> : null}
    </span>
  );
}

function Claim({ customer }: { customer: PoolCustomer }) {
  const t = useT();
  const format = useFormat();
  const navigate = useNavigate();
  const { message, modal } = App.useApp();
  const claim = useCommand(api.pools.claim, {
    onSuccess: async ({ id }) => {
      void message.success(t('pool.claimed'));
      // Until the archive is there: what lay in the pool is no longer found.
      await navigate(places.customer(id));
    },
  });
  if (customer.coolingUntil) {
    return (
      <Tooltip title={t('pool.coolingHint')}>
        <span className={css.quiet}>{t('pool.cooling', { day: format.dayShort(customer.coolingUntil) })}</span>
      </Tooltip>
    );
  }
  const ask = () =>
    modal.confirm({
      title: t('pool.claimTitle', { name: customer.name }),
      content: t('pool.claimBody'),
      okText: t('pool.claim'),
      cancelText: t('common.cancel'),
      onOk: () => claim.mutate({ id: customer.id }),
    });
  return (
    <Button type="primary" loading={claim.isPending} onClick={ask}>
      {t('pool.claim')}
      <span className="sr-only"> {customer.name}</span>
    </Button>
  );
}

function Assign({ customer }: { customer: PoolCustomer }) {
  const t = useT();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const [open, setOpen] = useState(false);
  const [person, setPerson] = useState<PersonRef | null>(null);
  const assign = useCommand(api.pools.assign, {
    onError: () => undefined,
    onSuccess: () => {
      void message.success(t('pool.assigned', { person: person?.name ?? '' }));
      setOpen(false);
      void navigate({ to: '/pool', search: (before) => before });
    },
  });
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        {t('pool.assign')}
        <span className="sr-only"> {customer.name}</span>
      </Button>
      <Modal
        open={open}
        title={t('pool.assignTitle', { name: customer.name })}
        okText={t('pool.assign')}
        okButtonProps={{ disabled: !person }}
        confirmLoading={assign.isPending}
        onCancel={() => setOpen(false)}
        onOk={() => person && assign.mutate({ id: customer.id, personId: person.id })}
      >
        <Labelled label={t('customers.fields.owner')}>
          {(field) => <PersonPicker id={field.id} subordinates value={person} onChange={setPerson} />}
        </Labelled>
        <FormAlert error={assign.error} />
      </Modal>
    </>
  );
}
