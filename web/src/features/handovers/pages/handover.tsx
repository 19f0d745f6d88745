import { DownloadOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { holdingKinds } from '../../../../../contract/handovers.ts';
import type { Outputs } from '../../../lib/client.ts';
import { api } from '../../../lib/client.ts';
import { useFormat } from '../../../lib/format.ts';
import { places } from '../../../lib/places.ts';
import { usePathId } from '../../../lib/search-params.ts';
import { useT } from '../../../lib/texts.ts';
import { Card, Row } from '../../../ui/card.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { Page } from '../../../ui/page.tsx';
import { PersonName } from '../../../ui/person-name.tsx';
import { Course } from '../components/course.tsx';
import css from '../components/handovers.module.css';

type Handover = Outputs['handovers']['get'];

/** One handover: what went to whom, and for each customer what its new owner has to know. */
export default function HandoverPage() {
  const t = useT();
  const format = useFormat();
  const id = usePathId();
  const query = useQuery(
    api.handovers.get.queryOptions({
      input: { id },
      refetchInterval: ({ state }) => (state.data?.state === 'waiting' ? 1000 : false),
    }),
  );
  const handover = query.data;
  return (
    <Page
      title={handover ? t('handovers.of', { name: handover.person.name }) : t('handovers.title')}
      subtitle={
        handover
          ? `${t('handovers.by')} ${handover.actor.name} ${t('common.separator')} ${format.dateTime(handover.createdAt)}`
          : undefined
      }
    >
      <Loaded query={query}>
        {(loaded) => (
          <div className={css.stack}>
            <Course handover={loaded} />
            {holdingKinds.map((kind) => {
              const items = loaded.items.filter((item) => item.kind === kind);
              return items.length > 0 ? (
                <Card
                  key={kind}
                  title={t(`handovers.kinds.${kind}`)}
                  extra={t('handovers.count', { count: items.length })}
                >
                  <ul>
                    {items.map((item) => (
                      <Row key={item.id} end={<End handoverId={loaded.id} item={item} />}>
                        <Title item={item} />
                      </Row>
                    ))}
                  </ul>
                </Card>
              ) : null;
            })}
          </div>
        )}
      </Loaded>
    </Page>
  );
}

function Title({ item }: { item: Handover['items'][number] }) {
  if (item.kind === 'customers' || item.kind === 'teamPlaces')
    return <Link {...places.customer(item.id)}>{item.title}</Link>;
  if (item.kind === 'items') return <Link {...places.item(item.id)}>{item.title}</Link>;
  return item.title;
}

function End({ handoverId, item }: { handoverId: string; item: Handover['items'][number] }) {
  const t = useT();
  const path = `/api/handovers/${handoverId}/briefings/${item.id}`;
  return (
    <>
      <PersonName person={item.receiver} />
      {item.kind === 'customers' ? (
        <>
          <a href={path} target="_blank" rel="noreferrer">
            {t('handovers.brief')}
            <span className="sr-only"> {item.title}</span>
          </a>
          <a href={`${path}?download=1`} aria-label={`${t('handovers.download')} ${item.title}`}>
            <DownloadOutlined aria-hidden />
          </a>
        </>
      ) : null}
    </>
  );
}
