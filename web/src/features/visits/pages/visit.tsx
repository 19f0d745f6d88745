import { EditOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import type { Visit } from '../../../../../contract/visits.ts';
import { api } from '../../../lib/client.ts';
import { usePathId } from '../../../lib/search-params.ts';
import { useT } from '../../../lib/texts.ts';
import { Card } from '../../../ui/card.tsx';
import { LinkButton } from '../../../ui/link-button.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { Page } from '../../../ui/page.tsx';
import { PersonName } from '../../../ui/person-name.tsx';
import { VisitRecord, VisitTimes } from '../../../widgets/visit-record/visit-record.tsx';
import css from '../components/record-form.module.css';
import { VisitEdit } from '../components/visit-edit.tsx';

/** What became of the visit: the plan item that it proves and those that it made. */
function Followed({ visit }: { visit: Visit }) {
  const t = useT();
  const made = [
    ...visit.commitments.flatMap((row) => (row.planItemId ? [{ id: row.planItemId, text: row.text }] : [])),
    ...(visit.nextPlanItemId ? [{ id: visit.nextPlanItemId, text: visit.nextStep ?? '' }] : []),
  ];
  if (!visit.planItemId && made.length === 0) return null;
  return (
    <Card title={t('visits.became')}>
      <ul className={css.rows}>
        {visit.planItemId ? (
          <li>
            <Link to="/items/$id" params={{ id: visit.planItemId }}>
              {t('visits.provedItem')}
            </Link>
          </li>
        ) : null}
        {made.map((item) => (
          <li key={item.id}>
            {t('visits.madeItem')}{' '}
            <Link to="/items/$id" params={{ id: item.id }} className={css.inline}>
              {item.text}
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Record({ visit }: { visit: Visit }) {
  const t = useT();
  const [isEditing, setEditing] = useState(false);
  const actions =
    visit.can.update && visit.state === 'checkedIn' ? (
      <LinkButton to="/visits/record" search={{ visit: visit.id }} color="primary" variant="solid">
        {t('visits.recordNow')}
      </LinkButton>
    ) : visit.can.update && !isEditing ? (
      <Button icon={<EditOutlined />} onClick={() => setEditing(true)}>
        {t('common.edit')}
      </Button>
    ) : null;
  return (
    <Page
      title={visit.customer?.name ?? t('visits.hiddenCustomer')}
      subtitle={
        <>
          <PersonName person={visit.owner} /> <VisitTimes visit={visit} />
        </>
      }
      actions={
        <>
          {visit.customer ? (
            <LinkButton to="/customers/$id" params={{ id: visit.customer.id }}>
              {t('visits.archive')}
            </LinkButton>
          ) : null}
          {actions}
        </>
      }
    >
      <div className={css.layout}>
        <Card title={t('visits.record')}>
          {isEditing ? (
            <VisitEdit visit={visit} onDone={() => setEditing(false)} />
          ) : visit.state === 'recorded' ? (
            <VisitRecord visit={visit} />
          ) : (
            <p className={css.quiet}>{t('visits.notRecorded')}</p>
          )}
        </Card>
        <Followed visit={visit} />
      </div>
    </Page>
  );
}

export default function VisitPage() {
  const t = useT();
  const id = usePathId();
  const query = useQuery(api.visits.get.queryOptions({ input: { id } }));
  if (query.data) return <Record visit={query.data} />;
  return (
    <Page title={t('visits.record')}>
      <Loaded query={query}>{() => null}</Loaded>
    </Page>
  );
}
