import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Fragment } from 'react';
import type { Visit } from '../../../../contract/visits.ts';
import { api } from '../../lib/client.ts';
import { useFormat } from '../../lib/format.ts';
import { useT } from '../../lib/texts.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { StateTag } from '../../ui/state-tag.tsx';
import { useLists } from '../lists/use-lists.ts';
import css from './visit-record.module.css';

type Fact = { label: string; content: ReactNode };

function useFacts(visit: Visit): Fact[] {
  const t = useT();
  const format = useFormat();
  const { nameOf } = useLists();
  const planned = (day: string | null, itemId: string | null) => (
    <>
      {day ? <span className={css.quiet}> {format.dayShort(day)}</span> : null}{' '}
      {itemId ? (
        <Link to="/items/$id" params={{ id: itemId }} className={css.inline}>
          {t('visits.planItem')}
        </Link>
      ) : null}
    </>
  );
  const facts: (Fact | false)[] = [
    visit.purposeId !== null && { label: t('visits.purpose'), content: nameOf(visit.purposeId) },
    visit.contacts.length > 0 && {
      label: t('visits.met'),
      content: visit.contacts.map((contact, place) => (
        <Fragment key={contact.id}>
          {place > 0 ? t('visits.comma') : null}
          {contact.name}
          {contact.decisionRole ? (
            <span className={css.quiet}> {t(`customers.decisionRoles.${contact.decisionRole}`)}</span>
          ) : null}
        </Fragment>
      )),
    },
    visit.discussed !== null && {
      label: t('visits.discussed'),
      content: <p className={css.text}>{visit.discussed}</p>,
    },
    visit.needs !== null && { label: t('visits.needs'), content: <p className={css.text}>{visit.needs}</p> },
    visit.competitors.length > 0 && {
      label: t('visits.competitors'),
      content: visit.competitors.map((row) => (
        <div key={row.competitorId}>
          <StateTag tone="info">{row.name}</StateTag> {row.offer}
        </div>
      )),
    },
    visit.commitments.length > 0 && {
      label: t('visits.commitments'),
      content: visit.commitments.map((row, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a record's promises keep their order
        <div key={place}>
          {t('visits.promise', { side: t(`visits.sides.${row.side}`), text: row.text })}
          {planned(row.dueOn, row.planItemId)}
        </div>
      )),
    },
    visit.nextStep !== null && {
      label: t('visits.nextStep'),
      content: (
        <>
          {visit.nextStep}
          {planned(visit.nextStepOn, visit.nextPlanItemId)}
        </>
      ),
    },
    visit.costs.length > 0 && {
      label: t('visits.costs'),
      content: visit.costs.map((row, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a record's costs keep their order
        <div key={place}>
          {format.money(row.amount)} {nameOf(row.kindId)} <span className={css.quiet}>{row.note}</span>
        </div>
      )),
    },
  ];
  return facts.filter((fact) => fact !== false);
}

/** Every fact of a visit, for reading. What was not recorded takes no room. */
export function VisitRecord({ visit }: { visit: Visit }) {
  return (
    <dl className={css.facts}>
      {useFacts(visit).map((fact) => (
        <Fragment key={fact.label}>
          <dt>{fact.label}</dt>
          <dd>{fact.content}</dd>
        </Fragment>
      ))}
    </dl>
  );
}

/** When and where, in one line. */
export function VisitTimes({ visit }: { visit: Visit }) {
  const t = useT();
  const format = useFormat();
  const parts = [
    format.day(visit.visitedOn),
    visit.checkedInAt && t('visits.checkedInAt', { time: format.time(visit.checkedInAt) }),
    visit.place && t('visits.placeWithin', { metres: Math.round(visit.place.accuracy) }),
  ];
  return <span className={css.quiet}>{parts.filter(Boolean).join(` ${t('common.separator')} `)}</span>;
}

/** A visit by its id, where only a link to it is known, such as under a proof. */
export function LoadedVisitRecord({ id }: { id: string }) {
  const query = useQuery(api.visits.get.queryOptions({ input: { id } }));
  return (
    <Loaded query={query}>
      {(visit) => (
        <>
          <VisitTimes visit={visit} />
          <VisitRecord visit={visit} />
        </>
      )}
    </Loaded>
  );
}
