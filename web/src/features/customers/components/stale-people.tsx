import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Outputs } from '../../../lib/client.ts';
import { api, nextPage } from '../../../lib/client.ts';
import { useFormat } from '../../../lib/format.ts';
import { usePhone } from '../../../lib/media.ts';
import { places } from '../../../lib/places.ts';
import { useT } from '../../../lib/texts.ts';
import { Card, Row } from '../../../ui/card.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { PersonName } from '../../../ui/person-name.tsx';
import { MoreRows } from '../../../widgets/row-table/more-rows.tsx';
import { RowTable } from '../../../widgets/row-table/row-table.tsx';

type Person = Outputs['upkeep']['people']['items'][number];
type Snoozed = Outputs['upkeep']['snoozed']['items'][number];

/** How many archives of each person are out of date; the number leads to them. */
export function StalePeople() {
  const t = useT();
  const isPhone = usePhone();
  const query = useInfiniteQuery(
    api.upkeep.people.infiniteOptions({ input: (cursor: string | undefined) => ({ limit: 50, cursor }), ...nextPage }),
  );
  return (
    <Card title={t('upkeep.people')}>
      <Loaded query={query}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length === 0) return <p>{t('upkeep.peopleNone')}</p>;
          return (
            <>
              {isPhone ? <PeopleRows items={items} /> : <PeopleTable items={items} />}
              <MoreRows query={query} />
            </>
          );
        }}
      </Loaded>
    </Card>
  );
}

function PeopleRows({ items }: { items: Person[] }) {
  const t = useT();
  const format = useFormat();
  return (
    <ul>
      {items.map(({ person, count, oldestAt, snoozed }) => (
        <Row
          key={person.id}
          second={[
            t('upkeep.oldest', { when: format.day(oldestAt.slice(0, 10)) }),
            ...(snoozed > 0 ? [t('upkeep.put', { count: snoozed })] : []),
          ].join(` ${t('common.separator')} `)}
          end={<Link {...places.staleCustomers(person.id)}>{t('upkeep.count', { count })}</Link>}
        >
          <PersonName person={person} />
        </Row>
      ))}
    </ul>
  );
}

function PeopleTable({ items }: { items: Person[] }) {
  const t = useT();
  const format = useFormat();
  return (
    <RowTable
      label={t('upkeep.people')}
      rows={items}
      rowKey={({ person }) => person.id}
      columns={[
        { key: 'person', title: t('upkeep.columns.person'), render: ({ person }) => <PersonName person={person} /> },
        {
          key: 'count',
          title: t('upkeep.columns.count'),
          number: true,
          width: 140,
          render: ({ person, count }) => (
            <Link {...places.staleCustomers(person.id)} data-row>
              {format.number(count)}
            </Link>
          ),
        },
        {
          key: 'oldest',
          title: t('upkeep.columns.oldest'),
          width: 180,
          render: ({ oldestAt }) => format.day(oldestAt.slice(0, 10)),
        },
        {
          key: 'snoozed',
          title: t('upkeep.columns.snoozed'),
          number: true,
          width: 140,
          render: ({ snoozed }) => format.number(snoozed),
        },
      ]}
    />
  );
}

/** Archives that were put off, those that come back first. */
export function SnoozedArchives() {
  const t = useT();
  const query = useInfiniteQuery(
    api.upkeep.snoozed.infiniteOptions({ input: (cursor: string | undefined) => ({ limit: 50, cursor }), ...nextPage }),
  );
  return (
    <Card title={t('upkeep.snoozedTitle')}>
      <Loaded query={query}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length === 0) return <p>{t('upkeep.snoozedNone')}</p>;
          return (
            <>
              <ul>
                {items.map((item) => (
                  <SnoozedRow key={item.customer.id} item={item} />
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

function SnoozedRow({ item }: { item: Snoozed }) {
  const t = useT();
  const format = useFormat();
  const { customer, owner, person, until, reason } = item;
  return (
    <Row
      second={t('upkeep.snoozed', { person: person.name, day: format.day(until), reason })}
      end={<PersonName person={owner} />}
    >
      <Link {...places.customer(customer.id)}>{customer.name}</Link>
    </Row>
  );
}
