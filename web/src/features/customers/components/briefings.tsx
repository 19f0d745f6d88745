import { DownloadOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../../lib/client.ts';
import { useFormat } from '../../../lib/format.ts';
import { useT } from '../../../lib/texts.ts';
import { Card, Row } from '../../../ui/card.tsx';
import css from './archive.module.css';

/** What was kept for its new owners each time that the customer was handed over. */
export function Briefings({ customerId }: { customerId: string }) {
  const t = useT();
  const format = useFormat();
  const { data } = useQuery(api.handovers.briefings.queryOptions({ input: { id: customerId } }));
  if (!data || data.items.length === 0) return null;
  return (
    <Card title={t('handovers.briefings')} className={css.below}>
      <ul>
        {data.items.map(({ handoverId, person, createdAt }) => {
          const path = `/api/handovers/${handoverId}/briefings/${customerId}`;
          const title = t('handovers.briefing.from', { person: person.name });
          return (
            <Row
              key={handoverId}
              second={format.dateTime(createdAt)}
              end={
                <a href={`${path}?download=1`} aria-label={`${t('handovers.download')} ${title}`}>
                  <DownloadOutlined aria-hidden />
                </a>
              }
            >
              <a href={path} target="_blank" rel="noreferrer">
                {title}
              </a>
            </Row>
          );
        })}
      </ul>
    </Card>
  );
}
