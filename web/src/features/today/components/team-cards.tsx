import { ClockCircleOutlined, WarningOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Outputs } from '../../../lib/client.ts';
import { api } from '../../../lib/client.ts';
import { useFormat } from '../../../lib/format.ts';
import { places } from '../../../lib/places.ts';
import { useT } from '../../../lib/texts.ts';
import { ActionLink } from '../../../ui/action-link.tsx';
import { Card, Row } from '../../../ui/card.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { PersonName } from '../../../ui/person-name.tsx';
import { StateTag } from '../../../ui/state-tag.tsx';
import { WaitingTag } from '../../../widgets/waiting-tag.tsx';
import css from '../today.module.css';

type Today = Outputs['plans']['today'];
type Entry = Outputs['plans']['inbox']['items'][number];

const shown = 6;

function WaitingRow({ entry }: { entry: Entry }) {
  const t = useT();
  const format = useFormat();
  const { item, week } = entry;
  const owner = item?.owner ?? week?.owner;
  const text =
    item?.title ?? (week ? t('today.waitingWeek', { week: format.dayShort(week.week), items: week.items }) : '');
  return (
    <Row
      lead={<WaitingTag entry={entry} />}
      end={<ActionLink place={places.inbox()}>{item ? t('today.answer') : t('today.approve')}</ActionLink>}
    >
      <span className={css.waiting}>
        {owner ? <PersonName person={owner} /> : null}
        <Link {...(item ? places.item(item.id) : places.inbox())} className={css.strong}>
          {text}
        </Link>
        {item?.customer ? <span className={css.quiet}>{item.customer.name}</span> : null}
      </span>
    </Row>
  );
}

/** What the manager's people wait for, longest first. */
export function WaitingCard({ waiting }: { waiting: NonNullable<Today['waiting']> }) {
  const t = useT();
  const count = waiting.evaluations + waiting.weeks;
  const query = useQuery(api.plans.inbox.queryOptions({ input: { limit: shown }, enabled: count > 0 }));
  if (count === 0) {
    return (
      <Card title={t('today.waiting')}>
        <p className={css.quiet}>{t('today.waitingNone')}</p>
      </Card>
    );
  }
  return (
    <Card title={t('today.waiting')} extra={<Link {...places.inbox()}>{t('today.waitingAll', { count })}</Link>}>
      <Loaded query={query}>
        {({ items }) => (
          <ul>
            {items.map((entry) => (
              <WaitingRow key={entry.item?.id ?? `${entry.week?.owner.id} ${entry.week?.week}`} entry={entry} />
            ))}
          </ul>
        )}
      </Loaded>
    </Card>
  );
}

/** Whose work is behind, most first. */
export function TeamCard({ team }: { team: Today['team'] }) {
  const t = useT();
  return (
    <Card title={t('today.team')}>
      {team.length === 0 ? <p className={css.quiet}>{t('today.teamNone')}</p> : null}
      <ul>
        {team.map(({ person, overdue, waiting }) => (
          <Row
            key={person.id}
            end={
              <>
                {waiting > 0 ? (
                  <Link {...places.inbox()}>
                    <StateTag tone="info" icon={<ClockCircleOutlined aria-hidden />}>
                      {t('today.teamWaiting', { count: waiting })}
                    </StateTag>
                  </Link>
                ) : null}
                {overdue > 0 ? (
                  <Link {...places.week(person.id)}>
                    <StateTag tone="bad" icon={<WarningOutlined aria-hidden />}>
                      {t('today.teamOverdue', { count: overdue })}
                    </StateTag>
                  </Link>
                ) : null}
              </>
            }
          >
            <Link {...places.week(person.id)} className={css.plain}>
              <PersonName person={person} />
            </Link>
          </Row>
        ))}
      </ul>
    </Card>
  );
}
