import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { App, Input, Select } from 'antd';
import { useState } from 'react';
import type { Customer } from '../../../../../contract/customers.ts';
import type { Outputs } from '../../../lib/client.ts';
import { api, apiError } from '../../../lib/client.ts';
import { useCommand } from '../../../lib/command.ts';
import { addDays } from '../../../lib/days.ts';
import { useFieldText } from '../../../lib/errors.ts';
import { useMe } from '../../../lib/me.ts';
import { useT } from '../../../lib/texts.ts';
import { FormAlert } from '../../../ui/form-alert.tsx';
import { FormModal } from '../../../ui/form-modal.tsx';
import { Labelled } from '../../../ui/labelled.tsx';
import { useChanged } from '../../../ui/unsaved.ts';
import { useLists } from '../../../widgets/lists/use-lists.ts';
import css from './archive.module.css';

type DialogProps = { customer: Customer; state: Outputs['pools']['state']; onClose: () => void };

/** A customer is given back to its pool. */
export function ReturnDialog({ customer, state, onClose }: DialogProps) {
  const t = useT();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const { options, loading } = useLists();
  const [reasonId, setReason] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const changed = useChanged([reasonId, note]);
  const reasons = options('returnReason');
  const giveBack = useCommand(api.pools.giveBack, {
    onError: () => undefined,
    onSuccess: async () => {
      void message.success(t('pool.return.done'));
      await navigate({ to: '/customers' });
      // Back leads to what may be seen now, not to what was read before.
      queries.removeQueries({ predicate: ({ queryKey }) => JSON.stringify(queryKey).includes(customer.id) });
    },
  });
  return (
    <FormModal
      title={t('pool.return.title', { name: customer.name, pool: state.pool?.name ?? '' })}
      okText={t('pool.return.confirm')}
      okButtonProps={{ disabled: !reasonId }}
      confirmLoading={giveBack.isPending}
      dirty={changed}
      onClose={onClose}
      onOk={() =>
        reasonId &&
        giveBack.mutate({ id: customer.id, version: customer.version, reasonId, note: note.trim() || undefined })
      }
    >
      <p className={css.field}>{t('pool.return.body')}</p>
      <div className={css.field}>
        <Labelled label={t('pool.return.reason')}>
          {(field) => (
            <Select {...field} style={{ width: '100%' }} value={reasonId} options={reasons} onChange={setReason} />
          )}
        </Labelled>
        {reasons.length === 0 && !loading ? <p className={css.hint}>{t('pool.return.noReasons')}</p> : null}
      </div>
      <div className={css.field}>
        <Labelled label={t('pool.return.note')} extra={t('common.optional')}>
          {(field) => (
            <Input.TextArea
              {...field}
              rows={2}
              maxLength={500}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
          )}
        </Labelled>
      </div>
      <FormAlert error={giveBack.error} onReload={() => giveBack.reset()} />
    </FormModal>
  );
}

/** Half a year is what a lock is mostly wanted for. */
const usualDays = 180;

/** A customer is kept from going to the pool. */
export function LockDialog({ customer, state, onClose }: DialogProps) {
  const t = useT();
  const { today } = useMe().company;
  const { message } = App.useApp();
  const fieldText = useFieldText();
  const [until, setUntil] = useState(state.lock?.until ?? addDays(today, usualDays));
  const [reason, setReason] = useState(state.lock?.reason ?? '');
  const changed = useChanged([until, reason]);
  const lock = useCommand(api.pools.lock, {
    onError: () => undefined,
    onSuccess: () => {
      void message.success(t('pool.lock.done'));
      onClose();
    },
  });
  const wrong = apiError(lock.error)?.data.fields?.find((field) => field.path === 'until');
  return (
    <FormModal
      title={t('pool.lock.title', { name: customer.name })}
      okText={t('pool.lock.confirm')}
      okButtonProps={{ disabled: !reason.trim() || !until }}
      confirmLoading={lock.isPending}
      dirty={changed}
      onClose={onClose}
      onOk={() => lock.mutate({ id: customer.id, until, reason: reason.trim() })}
    >
      <p className={css.field}>{t('pool.lock.body')}</p>
      <div className={css.field}>
        <Labelled label={t('pool.lock.until')} error={wrong ? fieldText(wrong.code) : undefined}>
          {(field) => (
            <Input
              {...field}
              type="date"
              min={today}
              value={until}
              onChange={(event) => setUntil(event.target.value)}
            />
          )}
        </Labelled>
      </div>
      <div className={css.field}>
        <Labelled label={t('pool.lock.reason')}>
          {(field) => (
            <Input {...field} maxLength={200} value={reason} onChange={(event) => setReason(event.target.value)} />
          )}
        </Labelled>
      </div>
      {wrong ? null : <FormAlert error={lock.error} />}
    </FormModal>
  );
}
