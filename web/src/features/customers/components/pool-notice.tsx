import { ClockCircleOutlined, InboxOutlined, LockOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { api } from '../../../lib/client.ts';
import { useFormat } from '../../../lib/format.ts';
import { useT } from '../../../lib/texts.ts';
import css from './archive.module.css';

/** Says, above the archive, that the customer lies in a pool, is soon to go there, or is kept from it. */
export function PoolNotice({ customerId }: { customerId: string }) {
  const t = useT();
  const format = useFormat();
  const { data: state } = useQuery(api.pools.state.queryOptions({ input: { id: customerId } }));
  if (!state) return null;
  const { pool, pooledAt, coming, lock } = state;
  if (pooledAt && pool) {
    return (
      <Notice
        icon={<InboxOutlined className={css.staleIcon} aria-hidden />}
        title={t('pool.state.inPool', { pool: pool.name })}
      >
        {t('pool.state.inPoolHint')}
      </Notice>
    );
  }
  if (lock) {
    return (
      <Notice
        icon={<LockOutlined className={css.staleIcon} aria-hidden />}
        title={t('pool.state.locked', { day: format.day(lock.until) })}
      >
        {t('pool.state.lockedBy', { person: lock.by.name, reason: lock.reason })}
      </Notice>
    );
  }
  if (!coming) return null;
  const since = format.day(coming.since);
  return (
    <Notice
      icon={<ClockCircleOutlined className={css.staleIcon} aria-hidden />}
      title={t('pool.state.coming', { day: format.day(coming.returnOn) })}
    >
      {coming.rule === 'owned'
        ? t('pool.state.comingOwned', { since, days: coming.days })
        : t('pool.state.comingContact', { since, days: coming.days })}
    </Notice>
  );
}

function Notice({ icon, title, children }: { icon: ReactNode; title: string; children: ReactNode }) {
  return (
    <section className={css.stale} aria-label={title}>
      {icon}
      <div className={css.staleText}>
        <p className={css.staleTitle}>{title}</p>
        <p>{children}</p>
      </div>
    </section>
  );
}
