import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api } from '../../../lib/client.ts';
import { useFormat } from '../../../lib/format.ts';
import { useMe } from '../../../lib/me.ts';
import { places } from '../../../lib/places.ts';
import { useT } from '../../../lib/texts.ts';
import { Card, Row } from '../../../ui/card.tsx';
import { PersonName } from '../../../ui/person-name.tsx';
import css from '../today.module.css';

/** Customers that a rule of their pool will take away unless somebody cares. */
export function ReturnsCard() {
  const t = useT();
  const format = useFormat();
  const me = useMe();
  const { data } = useQuery(api.pools.warnings.queryOptions({ input: { limit: 8 } }));
  if (!data || data.items.length === 0) return null;
  return (
    <Card title={t('pool.warnings')}>
      <ul>
        {data.items.map(({ customer, owner, rule, returnOn }) => (
          <Row
            key={customer.id}
            second={t(`pool.ruleWhy.${rule}`)}
            end={
              <>
                {owner.id === me.id ? null : <PersonName person={owner} />}
                <span className={css.quiet}>{t('pool.returnOn', { day: format.dayShort(returnOn) })}</span>
              </>
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
