import { CheckOutlined, ClockCircleOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import type { Customer } from '../../../../../contract/customers.ts';
import type { Upkeep } from '../../../../../contract/upkeep.ts';
import { api } from '../../../lib/client.ts';
import { useCommand } from '../../../lib/command.ts';
import { useFormat } from '../../../lib/format.ts';
import { useMe } from '../../../lib/me.ts';
import { useT } from '../../../lib/texts.ts';
import { archiveAge } from '../archive-age.ts';
import css from './archive.module.css';
import { SnoozeArchive } from './snooze-archive.tsx';
import { UpkeepPoints } from './upkeep-points.tsx';

/** Asks whoever opens an archive that is out of date to look at what has probably changed. */
export function StaleNotice({ customer }: { customer: Customer }) {
  const query = useQuery(api.upkeep.get.queryOptions({ input: { id: customer.id } }));
  const upkeep = query.data;
  if (!upkeep) return null;
  if (upkeep.stale) return <Asked customer={customer} upkeep={upkeep} />;
  return upkeep.snooze ? <Snoozed snooze={upkeep.snooze} /> : null;
}

function Snoozed({ snooze }: { snooze: NonNullable<Upkeep['snooze']> }) {
  const t = useT();
  const format = useFormat();
  return (
    <p className={css.snoozed}>
      <ClockCircleOutlined aria-hidden />{' '}
      {t('upkeep.snoozed', { person: snooze.person.name, day: format.dayShort(snooze.until), reason: snooze.reason })}
    </p>
  );
}

function Asked({ customer, upkeep }: { customer: Customer; upkeep: Upkeep }) {
  const t = useT();
  const me = useMe();
  const [snoozing, setSnoozing] = useState(false);
  const confirmAll = useCommand(api.customers.confirm);
  const { id } = customer;
  return (
    <section className={css.stale} aria-live="polite">
      <ClockCircleOutlined className={css.staleIcon} aria-hidden />
      <div className={css.staleText}>
        <p className={css.staleTitle}>
          {t('customers.archive.staleTitle', { count: archiveAge(customer.archiveUpdatedAt) })}
        </p>
        <p>
          {customer.owner.id === me.id ? null : t('customers.archive.staleOther', { owner: customer.owner.name })}
          {upkeep.points.length > 0 ? t('upkeep.look') : t('upkeep.nothing')}
        </p>
      </div>
      {upkeep.can.confirm ? (
        <div className={css.staleActions}>
          {upkeep.can.snooze ? <Button onClick={() => setSnoozing(true)}>{t('upkeep.snooze')}</Button> : null}
          <Button
            type="primary"
            icon={<CheckOutlined />}
            loading={confirmAll.isPending}
            onClick={() => confirmAll.mutate({ id, version: upkeep.version })}
          >
            {t('upkeep.all')}
          </Button>
        </div>
      ) : null}
      <UpkeepPoints upkeep={upkeep} />
      {snoozing ? <SnoozeArchive id={id} version={upkeep.version} onClose={() => setSnoozing(false)} /> : null}
    </section>
  );
}
