import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Progress } from 'antd';
import { useState } from 'react';
import type { OwnField } from '../../../../../contract/fields.ts';
import { api } from '../../../lib/client.ts';
import { useSearchParams } from '../../../lib/search-params.ts';
import { useT } from '../../../lib/texts.ts';
import { Card } from '../../../ui/card.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { Page } from '../../../ui/page.tsx';
import { Coverage } from '../../../widgets/coverage/coverage.tsx';
import { useLists } from '../../../widgets/lists/use-lists.ts';
import { FieldForm } from '../components/field-form.tsx';
import { FieldList } from '../components/field-list.tsx';
import { Preview } from '../components/preview.tsx';
import { SegmentForm } from '../components/segment-form.tsx';
import css from '../components/segments.module.css';
import { ToolboxCard } from '../components/toolbox.tsx';

/** What each segment wants to know of its customers, and its rules; with the archive form as it will be. */
export default function SegmentsPage() {
  const t = useT();
  const lists = useLists();
  const [search, setSearch] = useSearchParams();
  const [draft, setDraft] = useState<OwnField | null>(null);
  const catalogue = useQuery(api.fields.catalogue.queryOptions());
  const chosen = lists.entries('segment').find((entry) => entry.id === search.segment)?.id ?? null;
  const close = () => {
    setDraft(null);
    setSearch({ field: undefined });
  };
  return (
    <Page title={t('fields.title')} subtitle={t('fields.hint')}>
      <Recalculation />
      <div className={css.columns}>
        <Kinds chosen={chosen} onChoose={(segment) => setSearch({ segment: segment ?? undefined })} />
        <Loaded query={catalogue}>
          {(data) => (
            <>
              <div className={css.stack}>
                {search.field ? (
                  <FieldForm
                    key={search.field}
                    catalogue={data}
                    fieldId={search.field === 'new' ? null : search.field}
                    segmentId={chosen}
                    onDraft={setDraft}
                    onClose={close}
                  />
                ) : (
                  <>
                    {chosen ? <SegmentForm key={chosen} catalogue={data} segmentId={chosen} /> : null}
                    {chosen ? <ToolboxCard key={`toolbox-${chosen}`} segmentId={chosen} /> : null}
                    <FieldList catalogue={data} segmentId={chosen} onEdit={(field) => setSearch({ field })} />
                    {chosen ? <Coverage segmentId={chosen} /> : null}
                  </>
                )}
              </div>
              <Preview catalogue={data} draft={search.field ? draft : null} segmentId={chosen} />
            </>
          )}
        </Loaded>
      </div>
    </Page>
  );
}

function Kinds({ chosen, onChoose }: { chosen: string | null; onChoose: (segment: string | null) => void }) {
  const t = useT();
  const lists = useLists();
  const kinds = [{ id: null, name: t('fields.all'), retired: false }, ...lists.entries('segment')];
  return (
    <nav aria-label={t('fields.kinds')}>
      <ul className={css.kinds}>
        {kinds
          .filter((kind) => !kind.retired || kind.id === chosen)
          .map((kind) => (
            <li key={kind.id ?? 'all'}>
              <button
                type="button"
                className={css.kind}
                aria-pressed={kind.id === chosen}
                onClick={() => onChoose(kind.id)}
              >
                {kind.name}
              </button>
            </li>
          ))}
      </ul>
      <Link className={css.manage} to="/admin/lists" search={{ list: 'segment' }}>
        {t('fields.manageList')}
      </Link>
    </nav>
  );
}

/** A change of a formula goes through all customers; one may leave and come back. */
function Recalculation() {
  const t = useT();
  const { data } = useQuery(
    api.fields.state.queryOptions({
      refetchInterval: ({ state }) => (typeof state.data?.progress === 'number' ? 1000 : false),
    }),
  );
  if (typeof data?.progress !== 'number') return null;
  return (
    <Card className={css.progress}>
      <span role="status">{t('fields.list.recalculating')}</span>
      <Progress percent={Math.round(data.progress * 100)} aria-label={t('fields.list.recalculating')} />
    </Card>
  );
}
