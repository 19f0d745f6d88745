import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { api } from '../../../lib/client.ts';
import { usePathId, useSearchParams } from '../../../lib/search-params.ts';
import { useT } from '../../../lib/texts.ts';
import { Loaded } from '../../../ui/loaded.tsx';
import { Page } from '../../../ui/page.tsx';
import { StartForm } from '../components/start-form.tsx';

/** One workflow to be filled in and started, about the customer that the address names. */
export default function StartOnePage() {
  const t = useT();
  const id = usePathId();
  const [search] = useSearchParams();
  const query = useQuery(api.workflows.get.queryOptions({ input: { id }, staleTime: 60_000 }));
  const about = useQuery(
    api.customers.get.queryOptions({
      input: { id: search.customer ?? '' },
      enabled: search.customer !== undefined,
      staleTime: 60_000,
      retry: false,
    }),
  );
  const waits = search.customer !== undefined && about.isPending;
  return (
    <Page title={query.data?.name ?? t('workflows.start')} subtitle={query.data?.description}>
      <Loaded query={query}>
        {(workflow) =>
          waits ? (
            <Skeleton active />
          ) : (
            <StartForm
              key={workflow.id}
              workflow={workflow}
              about={about.data ? { id: about.data.id, name: about.data.name } : null}
            />
          )
        }
      </Loaded>
    </Page>
  );
}
