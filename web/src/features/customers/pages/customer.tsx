import { UsergroupAddOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Skeleton, Space } from 'antd';
import { useEffect } from 'react';
import type { Customer } from '../../../../../contract/customers.ts';
import { api, apiError } from '../../../lib/client.ts';
import { useMay } from '../../../lib/me.ts';
import { usePhone } from '../../../lib/media.ts';
import { places } from '../../../lib/places.ts';
import { usePathId, useSearchParams } from '../../../lib/search-params.ts';
import { useT } from '../../../lib/texts.ts';
import { Card } from '../../../ui/card.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorState } from '../../../ui/error-state.tsx';
import { Page } from '../../../ui/page.tsx';
import type { Tab } from '../../../ui/tab-strip.tsx';
import { TabStrip } from '../../../ui/tab-strip.tsx';
import { Timeline } from '../../../widgets/timeline/timeline.tsx';
import css from '../components/archive.module.css';
import { ArchiveActions, Facts } from '../components/archive-header.tsx';
import { Briefings } from '../components/briefings.tsx';
import channelCss from '../components/channel.module.css';
import { ChannelLinks } from '../components/channel-links.tsx';
import { Contacts } from '../components/contacts.tsx';
import { CustomerPlan } from '../components/customer-plan.tsx';
import { CustomerVisits } from '../components/customer-visits.tsx';
import { CustomerWorkflows } from '../components/customer-workflows.tsx';
import { Group } from '../components/group.tsx';
import { MergeNotice } from '../components/merge-notice.tsx';
import { NoteBox } from '../components/note-box.tsx';
import { Overview } from '../components/overview.tsx';
import { OwnerHistory } from '../components/owner-history.tsx';
import { PoolNotice } from '../components/pool-notice.tsx';
import { Relationships } from '../components/relationships.tsx';
import { StaleNotice } from '../components/stale-notice.tsx';
import { SuccessionNotice } from '../components/succession.tsx';
import { Team } from '../components/team.tsx';
import { AskToJoin } from '../components/team-ask.tsx';

/** One customer: everything about it without a search. */
export default function CustomerPage() {
  const t = useT();
  const id = usePathId();
  const query = useQuery(api.customers.get.queryOptions({ input: { id } }));
  const customer = query.data;
  const navigate = useNavigate();
  const survivorId = customer?.mergedInto?.id;
  useEffect(() => {
    // The address of a customer that has become part of another one leads to that one.
    if (survivorId) void navigate({ ...places.customer(survivorId), replace: true });
  }, [survivorId, navigate]);
  if (!customer)
    return (
      <Page title={t('customers.title')}>
        {query.error ? (
          <Unseen id={id} error={query.error} onRetry={() => void query.refetch()} />
        ) : (
          <Skeleton active paragraph={{ rows: 10 }} />
        )}
      </Page>
    );
  return (
    <Page
      title={customer.name}
      subtitle={<Facts customer={customer} />}
      actions={<ArchiveActions customer={customer} />}
    >
      <SuccessionNotice customer={customer} />
      <PoolNotice customerId={customer.id} />
      <StaleNotice customer={customer} />
      <MergeNotice customer={customer} />
      <Archive key={customer.id} customer={customer} />
    </Page>
  );
}

/** What may not be seen looks like what is not there: either way one can ask. */
function Unseen({ id, error, onRetry }: { id: string; error: Error; onRetry: () => void }) {
  const t = useT();
  if (apiError(error)?.code !== 'common.notFound') return <ErrorState error={error} onRetry={onRetry} />;
  return (
    <Card>
      <EmptyState
        icon={<UsergroupAddOutlined />}
        title={t('team.ask.missing')}
        action={
          <Space>
            <AskToJoin customerId={id} />
            <Link to="/customers">{t('customers.title')}</Link>
          </Space>
        }
      />
    </Card>
  );
}

function Archive({ customer }: { customer: Customer }) {
  const t = useT();
  const isPhone = usePhone();
  const may = useMay();
  const [search, setSearch] = useSearchParams();
  const history = (
    <Card title={t('customers.timeline.title')}>
      {customer.can.update ? <NoteBox customerId={customer.id} /> : <p className={css.hint}>{t('team.readOnly')}</p>}
      <Timeline customerId={customer.id} />
    </Card>
  );
  const count = customer.contacts.filter((contact) => !contact.leftOn).length;
  const tabs: Tab[] = [
    { key: 'overview', label: t('customers.archive.tabs.overview'), content: <Overview customer={customer} /> },
    ...(isPhone ? [{ key: 'timeline', label: t('customers.archive.tabs.timeline'), content: history }] : []),
    {
      key: 'contacts',
      label: `${t('customers.archive.tabs.contacts')} ${count}`,
      content: <Contacts customer={customer} />,
    },
    {
      key: 'relationships',
      label: t('relationships.matrix.tab'),
      content: <Relationships customer={customer} />,
    },
    {
      key: 'team',
      label: `${t('customers.archive.tabs.team')} ${customer.team.length}`,
      content: (
        <>
          <Team customer={customer} />
          <OwnerHistory customerId={customer.id} />
          <Briefings customerId={customer.id} />
        </>
      ),
    },
    {
      key: 'channel',
      label: t('channel.tab'),
      content: (
        <div className={channelCss.stack}>
          <Group customer={customer} />
          <ChannelLinks customer={customer} />
        </div>
      ),
    },
    {
      key: 'visits',
      label: t('customers.archive.tabs.visits'),
      content: <CustomerVisits customerId={customer.id} />,
    },
    { key: 'workflows', label: t('workflows.customer.tab'), content: <CustomerWorkflows customerId={customer.id} /> },
    ...(may('plans.use')
      ? [{ key: 'plan', label: t('customers.archive.tabs.plan'), content: <CustomerPlan customerId={customer.id} /> }]
      : []),
  ];
  const active = search.tab ?? 'overview';
  return (
    <div className={isPhone ? undefined : css.columns}>
      <TabStrip
        label={customer.name}
        tabs={tabs}
        active={active}
        onChange={(key) => setSearch({ tab: key === 'overview' ? undefined : key })}
      />
      {isPhone ? null : history}
    </div>
  );
}
