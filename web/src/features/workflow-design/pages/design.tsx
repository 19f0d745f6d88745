import { useQuery } from '@tanstack/react-query';
import { api } from '../../../lib/client.ts';
import { usePathId } from '../../../lib/search-params.ts';
import { useT } from '../../../lib/texts.ts';
import { Loaded } from '../../../ui/loaded.tsx';
import { Page } from '../../../ui/page.tsx';
import { Designer } from '../components/designer.tsx';

/** Drawing one workflow: its way, its form, its settings; trying it out, and its versions. */
export default function DesignPage() {
  const t = useT();
  const id = usePathId();
  const query = useQuery(api.workflowDefinitions.get.queryOptions({ input: { id } }));
  if (query.data) return <Designer key={id} detail={query.data} />;
  return (
    <Page title={t('workflowDesign.title')}>
      <Loaded query={query}>{() => null}</Loaded>
    </Page>
  );
}
