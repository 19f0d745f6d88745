import { ClockCircleOutlined, WarningOutlined } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import type { Outputs } from '../../../lib/client.ts';
import { useFormat } from '../../../lib/format.ts';
import { places } from '../../../lib/places.ts';
import { useT } from '../../../lib/texts.ts';
import { ActionLink } from '../../../ui/action-link.tsx';
import { Card, Row } from '../../../ui/card.tsx';
import { PersonName } from '../../../ui/person-name.tsx';
import { StateTag } from '../../../ui/state-tag.tsx';
import css from '../today.module.css';

type Today = Outputs['plans']['today'];

/** What the manager's people wait for, and since when. */
export function WaitingCard({ waiting }: { waiting: NonNullable<Today['waiting']> }) {
  const t = useT();
  const format = useFormat();
  const { evaluations, weeks, oldest } = waiting;
  if (evaluations + weeks === 0) {
    return (
      <Card title={t('today.waiting')}>
        <p className={css.quiet}>{t('today.waitingNone')}</p>
      </Card>
    );
  }
  const line = (text: string, action: string) => (
    <Row end={<ActionLink place={places.inbox()}>{action}</ActionLink>}>
      <Link {...places.inbox()} className={css.strong}>
        {text}
      </Link>
    </Row>
  );
  return (
    <Card
      title={t('today.waiting')}
      extra={
        oldest ? (
          <time dateTime={oldest} title={format.dateTime(oldest)}>
            {t('today.waitingOldest', { since: format.relative(oldest) })}
          </time>
        ) : null
      }
    >
      <ul>
        {evaluations > 0 ? line(t('today.waitingEvaluations', { count: evaluations }), t('today.answer')) : null}
        {weeks > 0 ? line(t('today.waitingWeeks', { count: weeks }), t('today.approve')) : null}
      </ul>
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
