import { useQuery } from '@tanstack/react-query';
import { api } from '../../../lib/client.ts';
import { dayIn } from '../../../lib/days.ts';
import { useFormat } from '../../../lib/format.ts';
import { useMe } from '../../../lib/me.ts';
import { useT } from '../../../lib/texts.ts';
import { Card, Row } from '../../../ui/card.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { PersonName } from '../../../ui/person-name.tsx';
import { useWhy } from '../../../widgets/pool/why.ts';
import css from './archive.module.css';

/** Who had the customer, from when to when, and how they came to it. */
export function OwnerHistory({ customerId }: { customerId: string }) {
  const t = useT();
  const format = useFormat();
  const why = useWhy();
  const query = useQuery(api.pools.owners.queryOptions({ input: { id: customerId } }));
  const { timeZone } = useMe().company;
  const day = (instant: string) => format.day(dayIn(timeZone, new Date(instant)));
  return (
    <Card title={t('pool.owners.title')} className={css.below}>
      <Loaded query={query}>
        {({ items }) => (
          <ul>
            {items.map((item) => (
              <Row
                key={item.fromAt + item.owner.id + item.how}
                second={[item.pool, item.how === 'returned' ? why(item) : null, item.note].filter(Boolean).join(' · ')}
                end={
                  <span>
                    {item.untilAt
                      ? t('pool.owners.period', { from: day(item.fromAt), until: day(item.untilAt) })
                      : t('pool.owners.since', { from: day(item.fromAt) })}
                  </span>
                }
              >
                <PersonName person={item.owner} withPost /> {t(`pool.hows.${item.how}`)}
              </Row>
            ))}
          </ul>
        )}
      </Loaded>
    </Card>
  );
}
