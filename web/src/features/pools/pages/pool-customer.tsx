import { LockOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { PoolCustomer } from '../../../../../contract/pools.ts';
import { api } from '../../../lib/client.ts';
import { useFormat } from '../../../lib/format.ts';
import { usePathId } from '../../../lib/search-params.ts';
import { useT } from '../../../lib/texts.ts';
import { Card } from '../../../ui/card.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { Page } from '../../../ui/page.tsx';
import { useLists } from '../../../widgets/lists/use-lists.ts';
import { useWhy } from '../../../widgets/pool/why.ts';
import { PoolActions } from '../components/claim.tsx';
import css from '../components/pools.module.css';

/** One customer of a pool: what helps to decide whether to take it, nothing else. */
export default function PoolCustomerPage() {
  const t = useT();
  const id = usePathId();
  const query = useQuery(api.pools.get.queryOptions({ input: { id } }));
  return (
    <Page
      title={query.data?.name ?? t('pool.title')}
      subtitle={<Link to="/pool">{t('pool.title')}</Link>}
      actions={query.data ? <PoolActions customer={query.data} /> : null}
    >
      <Loaded query={query}>{(customer) => <Values customer={customer} />}</Loaded>
    </Page>
  );
}

function Values({ customer }: { customer: PoolCustomer }) {
  const t = useT();
  const format = useFormat();
  const lists = useLists();
  const why = useWhy();
  const value = (label: string, shown: ReactNode) => (
    <div className={css.value}>
      <dt>{label}</dt>
      <dd>{shown ?? <span className={css.quiet}>{t('customers.archive.noValue')}</span>}</dd>
    </div>
  );
  return (
    <Card>
      <dl className={css.values}>
        {value(t('customers.fields.segment'), lists.nameOf(customer.segmentId))}
        {value(t('customers.fields.region'), lists.nameOf(customer.regionId))}
        {value(t('customers.fields.industry'), lists.nameOf(customer.industryId))}
        {value(t('customers.fields.level'), lists.nameOf(customer.levelId))}
        {value(t('pool.pool'), customer.pool.name)}
        {value(t('pool.since'), t('pool.days', { count: format.daysSince(customer.pooledAt) }))}
        {value(t('pool.why'), why(customer))}
      </dl>
      <p className={css.quiet}>
        <LockOutlined aria-hidden /> {t('pool.masked')}
      </p>
    </Card>
  );
}
