import { useQuery } from '@tanstack/react-query';
import { api } from '../../../lib/client.ts';
import { useFormat } from '../../../lib/format.ts';
import { useT } from '../../../lib/texts.ts';
import { Card, Row } from '../../../ui/card.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { Page } from '../../../ui/page.tsx';

export default function TodayPage() {
  const t = useT();
  const format = useFormat();
  const query = useQuery(api.plans.today.queryOptions());
  return (
    <Page title={t('today.title')}>
      <Loaded query={query}>
        {(today) => (
          <Card title={t('today.title')} extra={format.day(today.today)}>
            <ul>
              {today.visits.map((item) => (
                <Row key={item.id}>{item.title}</Row>
              ))}
            </ul>
          </Card>
        )}
      </Loaded>
    </Page>
  );
}
