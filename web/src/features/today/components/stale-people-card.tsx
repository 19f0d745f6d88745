import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api } from '../../../lib/client.ts';
import { useFormat } from '../../../lib/format.ts';
import { useMe } from '../../../lib/me.ts';
import { places } from '../../../lib/places.ts';
import { useT } from '../../../lib/texts.ts';
import { Card, Row } from '../../../ui/card.tsx';
import { PersonName } from '../../../ui/person-name.tsx';

const shown = 6;

/** Whose archives are out of date, most first; nothing where all are kept. */
export function StalePeopleCard() {
  const t = useT();
  const format = useFormat();
  const me = useMe();
  const people = useQuery(api.upkeep.people.queryOptions({ input: { limit: shown } })).data?.items ?? [];
  const others = people.filter(({ person }) => person.id !== me.id);
  if (others.length === 0) return null;
  return (
    <Card title={t('upkeep.people')} extra={<Link {...places.stale()}>{t('today.staleAll')}</Link>}>
      <ul>
        {others.map(({ person, count, oldestAt }) => (
          <Row
            key={person.id}
            second={t('upkeep.oldest', { when: format.day(oldestAt.slice(0, 10)) })}
            end={<Link {...places.staleCustomers(person.id)}>{t('upkeep.count', { count })}</Link>}
          >
            <PersonName person={person} />
          </Row>
        ))}
      </ul>
    </Card>
  );
}
