import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { api, apiError } from '../../../lib/client.ts';
import { usePathId, useSearchParams } from '../../../lib/search-params.ts';
import { useT } from '../../../lib/texts.ts';
import { ErrorState } from '../../../ui/error-state.tsx';
import NotFound from '../../../ui/not-found.tsx';
import { Page } from '../../../ui/page.tsx';
import { TabStrip } from '../../../ui/tab-strip.tsx';
import { DeskInstances } from '../components/desk-instances.tsx';
import { HandTasks } from '../components/hand-tasks.tsx';
import { Load } from '../components/load.tsx';
import { Times } from '../components/times.tsx';
import { Versions } from '../components/versions.tsx';

/** One workflow that the person keeps: where it stands, how long it takes, all its instances. */
export default function DeskOnePage() {
  const t = useT();
  const id = usePathId();
  const [search, setSearch] = useSearchParams();
  const query = useQuery(api.workflowDesk.load.queryOptions({ input: { id } }));
  if (apiError(query.error)?.code === 'common.notFound') return <NotFound />;
  if (!query.data)
    return (
      <Page title={t('workflowDesk.title')}>
        {query.error ? (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        ) : (
          <Skeleton active paragraph={{ rows: 8 }} />
        )}
      </Page>
    );
  const contents = {
    load: <Load workflow={query.data} />,
    instances: <DeskInstances workflow={query.data} />,
    times: <Times workflowId={id} />,
    tasks: <HandTasks />,
    versions: <Versions workflow={query.data} />,
  };
  const tabs = ['load', 'instances', 'times', 'tasks', 'versions'] as const;
  return (
    <Page title={query.data.name} subtitle={t('workflowDesk.title')}>
      <TabStrip
        label={query.data.name}
        active={search.tab ?? 'load'}
        onChange={(tab) => setSearch({ tab: tab === 'load' ? undefined : tab })}
        tabs={tabs.map((key) => ({ key, label: t(`workflowDesk.tabs.${key}`), content: contents[key] }))}
      />
    </Page>
  );
}
