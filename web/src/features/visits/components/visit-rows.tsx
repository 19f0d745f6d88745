import { CheckCircleOutlined, EditOutlined } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import type { VisitRow } from '../../../../../contract/visits.ts';
import { useFormat } from '../../../lib/format.ts';
import { useMe } from '../../../lib/me.ts';
import { usePhone } from '../../../lib/media.ts';
import { places } from '../../../lib/places.ts';
import { useT } from '../../../lib/texts.ts';
import { ActionLink } from '../../../ui/action-link.tsx';
import { Card, Row } from '../../../ui/card.tsx';
import { PersonName } from '../../../ui/person-name.tsx';
import { StateTag } from '../../../ui/state-tag.tsx';
import { useLists } from '../../../widgets/lists/use-lists.ts';
import { RowTable } from '../../../widgets/row-table/row-table.tsx';
import css from './visit-rows.module.css';

function State({ row }: { row: VisitRow }) {
  const t = useT();
  const isDone = row.state === 'recorded';
  return (
    <StateTag
      tone={isDone ? 'done' : 'warn'}
      icon={isDone ? <CheckCircleOutlined aria-hidden /> : <EditOutlined aria-hidden />}
    >
      {t(`visits.visitStates.${row.state}`)}
    </StateTag>
  );
}

/** The visit's page, or its record form for the maker of one that is still to be recorded. */
function VisitLink({ row }: { row: VisitRow }) {
  const t = useT();
  const me = useMe();
  const name = row.customer?.name ?? t('visits.hiddenCustomer');
  return row.state === 'checkedIn' && row.owner.id === me.id ? (
    <Link to="/visits/record" search={{ visit: row.id }} data-row>
      {name}
    </Link>
  ) : (
    <Link to="/visits/$id" params={{ id: row.id }} data-row>
      {name}
    </Link>
  );
}

export function VisitRows({ rows }: { rows: VisitRow[] }) {
  const t = useT();
  const format = useFormat();
  const me = useMe();
  const { nameOf } = useLists();
  if (usePhone()) {
    return (
      <Card>
        <ul>
          {rows.map((row) => (
            <Row
              key={row.id}
              second={<span className={css.said}>{row.discussed}</span>}
              end={
                row.state === 'checkedIn' && row.owner.id === me.id ? (
                  <ActionLink place={places.record({ visit: row.id })}>{t('visits.recordNow')}</ActionLink>
                ) : (
                  <State row={row} />
                )
              }
            >
              <VisitLink row={row} />
              <div className={css.quiet}>
                {format.dayShort(row.visitedOn)} {t('common.separator')} {row.owner.name}
              </div>
            </Row>
          ))}
        </ul>
      </Card>
    );
  }
  return (
    <RowTable
      label={t('visits.title')}
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        {
          key: 'day',
          title: t('visits.day'),
          width: 140,
          render: (row) => <span className={css.day}>{format.day(row.visitedOn)}</span>,
        },
        { key: 'customer', title: t('visits.customer'), width: '24%', render: (row) => <VisitLink row={row} /> },
        { key: 'purpose', title: t('visits.purpose'), width: 120, render: (row) => nameOf(row.purposeId) },
        {
          key: 'discussed',
          title: t('visits.discussed'),
          render: (row) => <span className={css.said}>{row.discussed}</span>,
        },
        { key: 'owner', title: t('visits.who'), width: 140, render: (row) => <PersonName person={row.owner} /> },
        { key: 'state', title: t('visits.state'), width: 110, render: (row) => <State row={row} /> },
      ]}
    />
  );
}
