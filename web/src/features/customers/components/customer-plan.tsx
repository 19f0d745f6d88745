import { CalendarOutlined } from '@ant-design/icons';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ItemState } from '../../../../../contract/plans.ts';
import { api, nextPage } from '../../../lib/client.ts';
import { useFormat } from '../../../lib/format.ts';
import { useMe } from '../../../lib/me.ts';
import { places } from '../../../lib/places.ts';
import { useT } from '../../../lib/texts.ts';
import { Card, Row } from '../../../ui/card.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { PersonName } from '../../../ui/person-name.tsx';
import type { Tone } from '../../../ui/state-tag.tsx';
import { StateTag } from '../../../ui/state-tag.tsx';
import { MoreRows } from '../../../widgets/row-table/more-rows.tsx';

const tones: Record<ItemState, Tone> = { open: 'info', completed: 'warn', evaluated: 'ok', cancelled: 'done' };

/** What is planned around one customer. */
export function CustomerPlan({ customerId }: { customerId: string }) {
  const t = useT();
  const format = useFormat();
  const { today } = useMe().company;
  const query = useInfiniteQuery(
    api.plans.items.infiniteOptions({
      input: (cursor: string | undefined) => ({ customerId, limit: 30, cursor }),
      ...nextPage,
    }),
  );
  return (
    <Card title={t('customers.archive.tabs.plan')}>
      <Loaded query={query}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length === 0)
            return (
              <EmptyState
                compact
                icon={<CalendarOutlined />}
                title={t('customers.archive.plansEmpty')}
                hint={t('customers.archive.plansEmptyHint')}
              />
            );
          return (
            <>
              <ul>
                {items.map((item) => {
                  const late = item.state === 'open' && item.day < today;
                  return (
                    <Row
                      key={item.id}
                      lead={<span title={format.day(item.day)}>{format.dayShort(item.day)}</span>}
                      second={item.expectedResult}
                      end={
                        <>
                          <PersonName person={item.owner} />
                          <StateTag tone={late ? 'bad' : tones[item.state]}>
                            {late ? t('customers.list.overdue') : t(`customers.archive.itemStates.${item.state}`)}
                            {item.score === null ? null : ` ${format.score(item.score)}`}
                          </StateTag>
                        </>
                      }
                    >
                      <Link {...places.item(item.id)}>{item.title}</Link>
                    </Row>
                  );
                })}
              </ul>
              <MoreRows query={query} />
            </>
          );
        }}
      </Loaded>
    </Card>
  );
}
