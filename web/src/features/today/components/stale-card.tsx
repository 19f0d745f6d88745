import { Link } from '@tanstack/react-router';
import type { Outputs } from '../../../lib/client.ts';
import { useFormat } from '../../../lib/format.ts';
import { places } from '../../../lib/places.ts';
import { useT } from '../../../lib/texts.ts';
import { Card, Row } from '../../../ui/card.tsx';
import css from '../today.module.css';

/** Archives that nobody has touched within their cycle. */
export function StaleCard({ stale }: { stale: Outputs['plans']['today']['stale'] }) {
  const t = useT();
  const format = useFormat();
  if (stale.length === 0) return null;
  return (
    <Card title={t('today.stale')} extra={<Link {...places.staleCustomers()}>{t('today.staleAll')}</Link>}>
      <ul>
        {stale.map(({ customer, archiveUpdatedAt }) => (
          <Row
            key={customer.id}
            end={
              <time className={css.quiet} dateTime={archiveUpdatedAt} title={format.dateTime(archiveUpdatedAt)}>
                {t('today.staleSince', { count: format.daysSince(archiveUpdatedAt) })}
              </time>
            }
          >
            <Link {...places.customer(customer.id)} className={css.plain}>
              {customer.name}
            </Link>
          </Row>
        ))}
      </ul>
    </Card>
  );
}
