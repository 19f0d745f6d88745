import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import type { Customer } from '../../../../../contract/customers.ts';
import { api } from '../../../lib/client.ts';
import { usePathId, useSearchParams } from '../../../lib/search-params.ts';
import { useT } from '../../../lib/texts.ts';
import { Card } from '../../../ui/card.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { Page } from '../../../ui/page.tsx';
import { CustomerPicker } from '../../../widgets/customer-picker/customer-picker.tsx';
import css from '../components/merge.module.css';
import { MergeForm } from '../components/merge-form.tsx';

/** Makes another customer part of this one. */
export default function MergePage() {
  const t = useT();
  const id = usePathId();
  const [search] = useSearchParams();
  const query = useQuery(api.customers.get.queryOptions({ input: { id } }));
  return (
    <Page title={t('merges.title')} subtitle={query.data?.name}>
      <Loaded query={query} skeleton={<Skeleton active paragraph={{ rows: 8 }} />}>
        {(own) =>
          own.can.merge ? <Sides key={`${own.id}.${search.other}`} own={own} otherId={search.other} /> : <NotAllowed />
        }
      </Loaded>
    </Page>
  );
}

function NotAllowed() {
  const t = useT();
  return (
    <Card>
      <EmptyState title={t('merges.notAllowed')} />
    </Card>
  );
}

function Sides({ own, otherId }: { own: Customer; otherId: string | undefined }) {
  const t = useT();
  const [, setSearch] = useSearchParams();
  const query = useQuery(
    api.customers.get.queryOptions({ input: { id: otherId ?? '' }, enabled: otherId !== undefined }),
  );
  const other = query.data;
  return (
    <div className={css.stack}>
      <Card title={t('merges.choose')}>
        <p>{t('merges.chooseHint', { name: own.name })}</p>
        <div className={css.picker}>
          <CustomerPicker
            aria-label={t('merges.choose')}
            except={own.id}
            value={other ? { id: other.id, name: other.name } : null}
            onChange={(chosen) => setSearch({ other: chosen?.id })}
          />
        </div>
      </Card>
      {otherId ? (
        <Loaded query={query}>
          {(loaded) =>
            loaded.can.merge && loaded.id !== own.id ? <MergeForm own={own} other={loaded} /> : <NotAllowed />
          }
        </Loaded>
      ) : null}
    </div>
  );
}
