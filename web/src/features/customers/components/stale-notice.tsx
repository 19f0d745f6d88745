import { CheckOutlined, ClockCircleOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import type { Customer } from '../../../../../contract/customers.ts';
import { api } from '../../../lib/client.ts';
import { useCommand } from '../../../lib/command.ts';
import { useMe } from '../../../lib/me.ts';
import { useT } from '../../../lib/texts.ts';
import { archiveAge } from '../archive-age.ts';
import css from './archive.module.css';

/** Asks whoever opens an archive that nobody has looked after to look through it, and takes a word for it. */
export function StaleNotice({ customer }: { customer: Customer }) {
  const t = useT();
  const me = useMe();
  const { message } = App.useApp();
  const confirm = useCommand(api.customers.confirm, {
    onSuccess: () => void message.success(t('customers.archive.confirmed')),
  });
  if (!customer.stale) return null;
  return (
    <section className={css.stale} aria-live="polite">
      <ClockCircleOutlined className={css.staleIcon} aria-hidden />
      <div className={css.staleText}>
        <p className={css.staleTitle}>
          {t('customers.archive.staleTitle', { count: archiveAge(customer.archiveUpdatedAt) })}
        </p>
        <p>
          {customer.owner.id === me.id ? null : t('customers.archive.staleOther', { owner: customer.owner.name })}
          {customer.can.update ? t('customers.archive.staleBody') : null}
        </p>
      </div>
      {customer.can.update ? (
        <Button
          icon={<CheckOutlined />}
          loading={confirm.isPending}
          onClick={() => confirm.mutate({ id: customer.id, version: customer.version })}
        >
          {t('customers.archive.confirm')}
        </Button>
      ) : null}
    </section>
  );
}
