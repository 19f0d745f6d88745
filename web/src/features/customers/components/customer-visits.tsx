import { EnvironmentOutlined } from '@ant-design/icons';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api, nextPage } from '../../../lib/client.ts';
import { useFormat } from '../../../lib/format.ts';
import { places } from '../../../lib/places.ts';
import { useT } from '../../../lib/texts.ts';
import { Card, Row } from '../../../ui/card.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { PersonName } from '../../../ui/person-name.tsx';
import { StateTag } from '../../../ui/state-tag.tsx';
import { useLists } from '../../../widgets/lists/use-lists.ts';
import { MoreRows } from '../../../widgets/row-table/more-rows.tsx';
import css from './archive.module.css';

/** The visits at one customer, newest first. */
export function CustomerVisits({ customerId }: { customerId: string }) {
  const t = useT();
  const format = useFormat();
  const lists = useLists();
  const query = useInfiniteQuery(
    api.visits.list.infiniteOptions({
      input: (cursor: string | undefined) => ({ customerId, limit: 20, cursor }),
      ...nextPage,
    }),
  );
  return (
    <Card title={t('customers.archive.tabs.visits')}>
      <Loaded query={query}>
        {({ pages }) => {
          const visits = pages.flatMap((page) => page.items);
          if (visits.length === 0)
            return (
              <EmptyState
                compact
                icon={<EnvironmentOutlined />}
                title={t('customers.archive.visitsEmpty')}
                hint={t('customers.archive.visitsEmptyHint')}
              />
            );
          return (
            <>
              <ul>
                {visits.map((visit) => (
                  <Row
                    key={visit.id}
                    second={visit.discussed ? <span className={css.excerpt}>{visit.discussed}</span> : null}
                    end={
                      visit.state === 'recorded' ? (
                        <StateTag tone="ok">{t('customers.archive.recorded')}</StateTag>
                      ) : (
                        <StateTag tone="warn">{t('customers.archive.checkedIn')}</StateTag>
                      )
                    }
                  >
                    <span className={css.who}>
                      <Link {...places.visit(visit.id)}>{format.day(visit.visitedOn)}</Link>
                      {visit.purposeId ? <span>{lists.nameOf(visit.purposeId)}</span> : null}
                      <PersonName person={visit.owner} />
                    </span>
                  </Row>
                ))}
              </ul>
              <MoreRows query={query} label={t('customers.archive.moreVisits')} />
            </>
          );
        }}
      </Loaded>
    </Card>
  );
}
