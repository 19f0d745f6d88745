import { WarningOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Skeleton } from 'antd';
import type { Outputs } from '../../../lib/client.ts';
import { api } from '../../../lib/client.ts';
import { daysBetween } from '../../../lib/days.ts';
import { useFormat } from '../../../lib/format.ts';
import { useMay, useMe } from '../../../lib/me.ts';
import { places } from '../../../lib/places.ts';
import { useT } from '../../../lib/texts.ts';
import { ActionLink } from '../../../ui/action-link.tsx';
import { Card } from '../../../ui/card.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { Page } from '../../../ui/page.tsx';
import { StateTag } from '../../../ui/state-tag.tsx';
import { TodoCard } from '../../../widgets/workflows/todo-card.tsx';
import { useWorkflowCounts } from '../../../widgets/workflows/use-counts.ts';
import { AnswerRow } from '../components/answer-row.tsx';
import { CompleteRow } from '../components/complete-row.tsx';
import { MonthCard } from '../components/month-card.tsx';
import { RequestsCard } from '../components/requests-card.tsx';
import { ReturnsCard } from '../components/returns-card.tsx';
import { StaleCard } from '../components/stale-card.tsx';
import { StalePeopleCard } from '../components/stale-people-card.tsx';
import { TeamCard, WaitingCard } from '../components/team-cards.tsx';
import { VisitRow } from '../components/visit-row.tsx';
import { WeekCard } from '../components/week-card.tsx';
import css from '../today.module.css';

type Today = Outputs['plans']['today'];

function thingsToDo({ visits, due, overdue, answers, waiting }: Today): number {
  const open = [...visits, ...due].filter((item) => item.state === 'open');
  return open.length + overdue.length + answers.length + (waiting ? waiting.evaluations + waiting.weeks : 0);
}

/** The state of the week and the month in a few figures, each leading to its rows. */
function Subtitle({ today }: { today: Today }) {
  const t = useT();
  const format = useFormat();
  const { week, month } = today;
  const figures = [
    week.items > 0 && {
      place: places.week(),
      text: t('today.weekDone', { completed: week.completed, items: week.items }),
    },
    month.onTimeRate !== null && {
      place: places.month({ number: 'onTime' }),
      text: t('today.onTime', { rate: format.percent(month.onTimeRate) }),
    },
    month.planScore !== null && {
      place: places.month({ number: 'evaluated' }),
      text: t('today.monthScore', { score: format.score(month.planScore) }),
    },
  ].filter((figure) => figure !== false);
  if (figures.length === 0) return format.day(today.today);
  return (
    <span className={css.subtitle}>
      {figures.map(({ place, text }) => (
        <Link key={text} {...place}>
          {text}
        </Link>
      ))}
    </span>
  );
}

function Urgent({ today }: { today: Today }) {
  const t = useT();
  if (today.overdue.length + today.answers.length === 0) return null;
  return (
    <Card title={t('today.urgent')}>
      <ul>
        {today.overdue.map((item) => (
          <CompleteRow
            key={item.id}
            item={item}
            lead={
              <StateTag tone="bad" icon={<WarningOutlined aria-hidden />}>
                {t('today.overdue', { count: daysBetween(item.day, today.today) })}
              </StateTag>
            }
          />
        ))}
        {today.answers.map((item) => (
          <AnswerRow key={item.id} item={item} />
        ))}
      </ul>
    </Card>
  );
}

function Visits({ visits }: { visits: Today['visits'] }) {
  const t = useT();
  return (
    <Card title={t('today.visits')} extra={visits.length > 0 ? t('today.visitsCount', { count: visits.length }) : null}>
      {visits.length === 0 ? (
        <p className={css.quiet}>
          {t('today.noVisits')} <Link {...places.newItem()}>{t('today.planVisit')}</Link>
        </p>
      ) : (
        <ul>
          {visits.map((item) => (
            <VisitRow key={item.id} item={item} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function Due({ due }: { due: Today['due'] }) {
  const t = useT();
  if (due.length === 0) return null;
  return (
    <Card title={t('today.due')} extra={t('common.items', { count: due.length })}>
      <ul>
        {due.map((item) => (
          <CompleteRow key={item.id} item={item} />
        ))}
      </ul>
    </Card>
  );
}

/** Where to begin when nothing is planned yet: what the person may do, the plan first. */
function FirstSteps() {
  const t = useT();
  const may = useMay();
  return (
    <Card>
      <EmptyState
        title={t('today.empty')}
        hint={t('today.emptyHint')}
        action={
          <>
            <ActionLink place={places.newItem()}>{t('today.planVisit')}</ActionLink>
            {may('customers.create') ? <Link {...places.newCustomer()}>{t('shell.createCustomer')}</Link> : null}
            {may('imports.customers') || may('imports.people') ? (
              <Link {...places.imports()}>{t('shell.createImport')}</Link>
            ) : null}
          </>
        }
      />
    </Card>
  );
}

function Columns({ today }: { today: Today }) {
  const { hasSubordinates } = useMe();
  const nothing = thingsToDo(today) === 0 && today.visits.length === 0 && today.week.items === 0 && !hasSubordinates;
  return (
    <div className={css.columns}>
      <div className={css.column}>
        <RequestsCard />
        <TodoCard />
        {today.waiting && hasSubordinates ? <WaitingCard waiting={today.waiting} /> : null}
        <Urgent today={today} />
        {nothing ? <FirstSteps /> : <Visits visits={today.visits} />}
        <Due due={today.due} />
      </div>
      <div className={css.column}>
        {hasSubordinates ? <TeamCard team={today.team} /> : null}
        <WeekCard week={today.week} />
        <MonthCard month={today.month} />
        <ReturnsCard />
        <StaleCard stale={today.stale} />
        {hasSubordinates ? <StalePeopleCard /> : null}
      </div>
    </div>
  );
}

export default function TodayPage() {
  const t = useT();
  const format = useFormat();
  const { company } = useMe();
  const query = useQuery(api.plans.today.queryOptions());
  const today = query.data;
  const weekday = format.weekdayLong(today?.today ?? company.today);
  const { todo } = useWorkflowCounts();
  const count = today ? thingsToDo(today) + todo : 0;
  const heading = count > 0 ? t('today.heading', { weekday, count }) : t('today.headingNone', { weekday });
  return (
    <Page
      title={today ? heading : t('today.title')}
      subtitle={today ? <Subtitle today={today} /> : format.day(company.today)}
    >
      <Loaded query={query} skeleton={<Skeleton active paragraph={{ rows: 10 }} />}>
        {(loaded) => <Columns today={loaded} />}
      </Loaded>
    </Page>
  );
}
