import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { api, apiError } from '../../../lib/client.ts';
import { usePathId } from '../../../lib/search-params.ts';
import { useT } from '../../../lib/texts.ts';
import { ErrorState } from '../../../ui/error-state.tsx';
import NotFound from '../../../ui/not-found.tsx';
import { Page } from '../../../ui/page.tsx';
import { Instance } from '../components/instance.tsx';

/** One instance: what it is about, where it stands, what happened, and what the reader may do. */
export default function InstancePage() {
  const t = useT();
  const id = usePathId();
  const query = useQuery(api.workflows.instance.queryOptions({ input: { id } }));
  if (query.data) return <Instance key={query.data.id} instance={query.data} />;
  if (apiError(query.error)?.code === 'common.notFound') return <NotFound />;
  return (
    <Page title={t('workflows.one')}>
      {query.error ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <Skeleton active paragraph={{ rows: 10 }} />
      )}
    </Page>
  );
}
