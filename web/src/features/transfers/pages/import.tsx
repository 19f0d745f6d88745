import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Import } from '../../../../../contract/transfers.ts';
import { api } from '../../../lib/client.ts';
import { usePathId } from '../../../lib/search-params.ts';
import { useT } from '../../../lib/texts.ts';
import { Loaded } from '../../../ui/loaded.tsx';
import { Page } from '../../../ui/page.tsx';
import { CheckResult } from '../components/check-result.tsx';
import { ImportProgress } from '../components/import-progress.tsx';
import { canCheckAgain, ImportResult } from '../components/import-result.tsx';
import { ImportStateTag, isBusy } from '../components/import-state.tsx';
import { ImportSteps } from '../components/import-steps.tsx';
import { MapColumns } from '../components/map-columns.tsx';

/** One import on its way; it can be left at any point and come back to. */
export default function ImportPage() {
  const t = useT();
  const id = usePathId();
  const query = useQuery(
    api.transfers.get.queryOptions({
      input: { id },
      // Live messages say it sooner; this is for when they do not come through.
      refetchInterval: ({ state }) => (state.data && isBusy(state.data.state) ? 1500 : false),
    }),
  );
  const data = query.data;
  return (
    <Page
      title={data?.fileName ?? t('transfers.title')}
      subtitle={
        data ? (
          <>
            {t(`transfers.kinds.${data.kind}`)} <ImportStateTag data={data} />
          </>
        ) : undefined
      }
    >
      <Loaded query={query}>{(loaded) => <Wizard key={loaded.id} data={loaded} />}</Loaded>
    </Page>
  );
}

function Wizard({ data }: { data: Import }) {
  const [remapping, setRemapping] = useState(false);
  const isRemapping = remapping && canCheckAgain(data);
  return (
    <>
      <ImportSteps state={data.state} remapping={isRemapping} />
      <Step data={data} remapping={isRemapping} setRemapping={setRemapping} />
    </>
  );
}

type StepProps = { data: Import; remapping: boolean; setRemapping: (remapping: boolean) => void };

function Step({ data, remapping, setRemapping }: StepProps) {
  const { state } = data;
  if (state === 'uploaded' || remapping) return <MapColumns data={data} onStarted={() => setRemapping(false)} />;
  if (state === 'checking' || state === 'running' || state === 'undoing')
    return <ImportProgress data={data} step={state} />;
  if (state === 'checked') return <CheckResult data={data} onRemap={() => setRemapping(true)} />;
  return <ImportResult key={state} data={data} onRemap={() => setRemapping(true)} />;
}
