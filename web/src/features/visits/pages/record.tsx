import { Link, Navigate, useNavigate } from '@tanstack/react-router';
import { Skeleton } from 'antd';
import { useCallback, useEffect } from 'react';
import { places } from '../../../lib/places.ts';
import { useSearchParams } from '../../../lib/search-params.ts';
import { useT } from '../../../lib/texts.ts';
import { Card } from '../../../ui/card.tsx';
import { ErrorState } from '../../../ui/error-state.tsx';
import { Labelled } from '../../../ui/labelled.tsx';
import { Page } from '../../../ui/page.tsx';
import { CustomerPicker } from '../../../widgets/customer-picker/customer-picker.tsx';
import { CustomerContext } from '../components/customer-context.tsx';
import { DraftList } from '../components/draft-list.tsx';
import { PlannedVisits } from '../components/planned-visits.tsx';
import css from '../components/record-form.module.css';
import { RecordForm } from '../components/record-form.tsx';
import { useStart } from '../components/use-start.ts';
import type { DraftFacts, VisitDraft } from '../drafts/draft.ts';
import { withFacts } from '../drafts/draft.ts';
import type { Subject } from '../drafts/draft-store.ts';
import { useRecord } from '../drafts/use-record.ts';

/** Record a visit: of a plan item (`?item=`), one checked in (`?visit=`), or on the spot (`?customer=`). */
export default function RecordPage() {
  const [{ item, visit, customer }] = useSearchParams();
  if (!item && !visit && !customer) return <ChooseCustomer itemTitle={null} />;
  const subject = { itemId: item, visitId: visit, customerId: customer };
  return <Started key={`${item} ${visit} ${customer}`} subject={subject} />;
}

function ChooseCustomer({ itemTitle }: { itemTitle: string | null }) {
  const t = useT();
  const [, setSearch] = useSearchParams();
  return (
    <Page title={t('visits.record')} subtitle={itemTitle}>
      <div className={css.choose}>
        <Card>
          <Labelled label={t('visits.chooseCustomer')}>
            {({ id }) => (
              <CustomerPicker
                id={id}
                autoFocus
                onChange={(customer) => (customer ? setSearch({ customer: customer.id }) : undefined)}
              />
            )}
          </Labelled>
        </Card>
        {itemTitle ? null : <PlannedVisits />}
        <DraftList />
      </div>
    </Page>
  );
}

function Started({ subject }: { subject: Subject }) {
  const t = useT();
  const start = useStart(subject);
  if (start.kind === 'recorded') return <Navigate to="/visits/$id" params={{ id: start.visitId }} replace />;
  if (start.kind === 'chooseCustomer') return <ChooseCustomer itemTitle={start.itemTitle} />;
  if (start.kind === 'ready') return <Recording draft={start.draft} freshFacts={start.freshFacts} />;
  return (
    <Page title={t('visits.record')}>
      {start.kind === 'error' ? (
        <ErrorState error={start.error} onRetry={start.retry} />
      ) : (
        <Skeleton active paragraph={{ rows: 10 }} />
      )}
    </Page>
  );
}

function Recording({ draft: start, freshFacts }: { draft: VisitDraft; freshFacts: DraftFacts | null }) {
  const t = useT();
  const navigate = useNavigate();
  const onSent = useCallback(
    (id?: string) => void navigate(id ? { ...places.visit(id), replace: true } : { to: '/visits', replace: true }),
    [navigate],
  );
  const recording = useRecord(start, onSent);
  const { draft, change, isLocked } = recording;
  const isFresh = freshFacts === null || JSON.stringify(freshFacts) === JSON.stringify(draft.facts);
  useEffect(() => {
    if (!isFresh && freshFacts && !isLocked) change(withFacts(draft, freshFacts));
  }, [isFresh, freshFacts, isLocked, change, draft]);
  return (
    <Page
      title={t('visits.record')}
      subtitle={
        <>
          <Link to="/customers/$id" params={{ id: draft.customer.id }} className={css.inline}>
            {draft.customer.name}
          </Link>
          {draft.item ? ` ${t('common.separator')} ${draft.item.title}` : null}
        </>
      }
    >
      <div className={css.layout}>
        <RecordForm recording={recording} />
        <CustomerContext draft={draft} />
      </div>
    </Page>
  );
}
