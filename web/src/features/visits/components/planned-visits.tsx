import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api } from '../../../lib/client.ts';
import { useMay } from '../../../lib/me.ts';
import { useT } from '../../../lib/texts.ts';
import { Card, Row } from '../../../ui/card.tsx';
import { useItemHeadline, useItemWhen } from '../../../widgets/plan-items/item-words.ts';

/** Planned items with a customer that are due: most often one of them is what was just done. */
export function PlannedVisits() {
  const t = useT();
  const may = useMay();
  const when = useItemWhen();
  const headline = useItemHeadline();
  const { data } = useQuery(api.plans.today.queryOptions({ enabled: may('plans.use') }));
  const items = [...(data?.visits ?? []), ...(data?.overdue ?? [])].filter(
    (item) => item.customer && item.can.complete,
  );
  if (items.length === 0) return null;
  return (
    <Card title={t('visits.planned')}>
      <ul>
        {items.map((item) => (
          <Row key={item.id} second={item.expectedResult} end={when(item)}>
            <Link to="/visits/record" search={{ item: item.id }}>
              {headline(item)}
            </Link>
          </Row>
        ))}
      </ul>
    </Card>
  );
}
