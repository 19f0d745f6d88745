import { UsergroupAddOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api } from '../../../lib/client.ts';
import { places } from '../../../lib/places.ts';
import { useT } from '../../../lib/texts.ts';
import { Card } from '../../../ui/card.tsx';

/** Colleagues who ask to join the teams of one's customers; nothing while nobody does. */
export function RequestsCard() {
  const t = useT();
  const { data } = useQuery(api.team.count.queryOptions());
  if (!data || data.count === 0) return null;
  return (
    <Card title={t('team.requests.title')}>
      <p>
        <UsergroupAddOutlined aria-hidden /> <Link {...places.teamRequests()}>{t('team.requests.today', data)}</Link>
      </p>
    </Card>
  );
}
