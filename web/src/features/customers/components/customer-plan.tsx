import { CalendarOutlined } from '@ant-design/icons';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ItemState, PlanItem } from '../../../../../contract/plans.ts';
import { api, nextPage } from '../../../lib/client.ts';
import { useFormat } from '../../../lib/format.ts';
import { useMe } from '../../../lib/me.ts';
import { places } from '../../../lib/places.ts';
import { useT } from '../../../lib/texts.ts';
import { Card, Row } from '../../../ui/card.tsx';
import { Chip } from '../../../ui/chip.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { PersonName } from '../../../ui/person-name.tsx';
import type { Tone } from '../../../ui/state-tag.tsx';
import { StateTag } from '../../../ui/state-tag.tsx';
import { MoreRows } from '../../../widgets/row-table/more-rows.tsx';
import css from './archive.module.css';

const tones: Record<ItemState, Tone> = { open: 'info', completed: 'warn', evaluated: 'ok', cancelled: 'done' };

/** What is planned around one customer: what is open first, the rest on request. */
export function CustomerPlan({ customerId }: { customerId: string }) {
  const t = useT();
  const [all, setAll] = useState(false);
  const query = useInfiniteQuery(
    api.plans.items.infiniteOptions({
      input: (cursor: string | undefined) => ({ customerId, state: all ? undefined : 'open', limit: 30, cursor }),
      placeholderData: keepPreviousData,
      ...nextPage,
    }),
  );
  return (
    <Card
      title={t('customers.archive.tabs.plan')}
      extra={
        <span className={css.chips}>
          <Chip on={!all} onToggle={() => setAll(false)}>
            {t('customers.archive.planOpen')}
          </Chip>
          <Chip on={all} onToggle={() => setAll(true)}>
            {t('common.all')}
          </Chip>
        </span>
      }
    >
      <Loaded query={query}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length === 0)
            return (
              <EmptyState
                compact
                icon={<CalendarOutlined />}
                title={all ? t('customers.archive.plansEmpty') : t('customers.archive.plansOpenNone')}
                hint={all ? t('customers.archive.plansEmptyHint') : undefined}
              />
            );
          return (
            <>
              <ul>
                {items.map((item) => (
                  <ItemRow key={item.id} item={item} />
                ))}
              </ul>
              <MoreRows query={query} />
            </>
          );
        }}
      </Loaded>
    </Card>
  );
}

function ItemRow({ item }: { item: PlanItem }) {
  const t = useT();
  const format = useFormat();
  const { today } = useMe().company;
  const late = item.state === 'open' && item.day < today;
  return (
    <Row
      lead={
        <span className={css.when} title={format.day(item.day)}>
          {format.dayShort(item.day)}
        </span>
      }
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
}
