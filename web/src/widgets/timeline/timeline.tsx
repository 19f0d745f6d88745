import { HistoryOutlined } from '@ant-design/icons';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useState } from 'react';
import type { TimelineEntry } from '../../../../contract/customers.ts';
import { api, nextPage } from '../../lib/client.ts';
import { useFormat } from '../../lib/format.ts';
import { useMe } from '../../lib/me.ts';
import { useT } from '../../lib/texts.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { NoteBody } from '../notes/note-body.tsx';
import { MoreRows } from '../row-table/more-rows.tsx';
import css from './timeline.module.css';
import type { TimelineFilter } from './timeline-filter.tsx';
import { TimelineFilters } from './timeline-filter.tsx';
import { TimelineIcon } from './timeline-icon.tsx';
import { SubjectLink } from './timeline-link.tsx';
import { detailsOf, subjectOf, verbOf } from './timeline-words.ts';

/** Everything that happened at a customer, newest first, by day. */
export function Timeline({ customerId }: { customerId: string }) {
  const t = useT();
  const [filter, setFilter] = useState<TimelineFilter>({ kinds: [], person: null });
  const isNarrowed = filter.kinds.length > 0 || filter.person !== null;
  const query = useInfiniteQuery(
    api.customers.timeline.infiniteOptions({
      input: (cursor: string | undefined) => ({
        id: customerId,
        limit: 30,
        cursor,
        ...(filter.kinds.length > 0 && { kinds: filter.kinds }),
        ...(filter.person && { personId: filter.person.id }),
      }),
      placeholderData: keepPreviousData,
      ...nextPage,
    }),
  );
  return (
    <>
      <TimelineFilters value={filter} onChange={setFilter} />
      <Loaded query={query}>
        {({ pages }) => {
          const entries = pages.flatMap((page) => page.items);
          if (entries.length === 0)
            return (
              <EmptyState
                compact
                icon={<HistoryOutlined />}
                title={isNarrowed ? t('timeline.noMatch') : t('customers.timeline.empty')}
                hint={isNarrowed ? undefined : t('customers.timeline.emptyHint')}
              />
            );
          return (
            <>
              <Days entries={entries} customerId={customerId} />
              <MoreRows query={query} label={t('customers.timeline.more')} />
            </>
          );
        }}
      </Loaded>
    </>
  );
}

function Days({ entries, customerId }: { entries: TimelineEntry[]; customerId: string }) {
  const dayName = useDayName();
  const days = Map.groupBy(entries, (entry) => dayName(entry.at));
  return [...days].map(([day, ofDay]) => (
    <section key={day}>
      <h3 className={css.day}>{day}</h3>
      <ol className={css.entries}>
        {ofDay.map((entry) => (
          <Entry key={entry.id} entry={entry} customerId={customerId} />
        ))}
      </ol>
    </section>
  ));
}

/** Today and yesterday by these words, other days by their date; as the company's clock counts days. */
function useDayName(): (at: string) => string {
  const t = useT();
  const format = useFormat();
  const { today, timeZone } = useMe().company;
  const isoDay = new Intl.DateTimeFormat('sv-SE', { timeZone });
  const before = new Date(`${today}T12:00:00Z`);
  before.setUTCDate(before.getUTCDate() - 1);
  const yesterday = before.toISOString().slice(0, 10);
  return (at) => {
    const day = isoDay.format(new Date(at));
    if (day === today) return t('common.today');
    return day === yesterday ? t('common.yesterday') : format.day(day);
  };
}

function Entry({ entry, customerId }: { entry: TimelineEntry; customerId: string }) {
  const t = useT();
  const format = useFormat();
  const subject = subjectOf(entry);
  return (
    <li className={css.entry}>
      <TimelineIcon type={entry.type} />
      <div className={css.body}>
        <p>
          <strong>{entry.actor?.name ?? t('customers.timeline.system')}</strong> {verbOf(t, entry.type)}{' '}
          <SubjectLink entry={entry}>{subject || null}</SubjectLink>
        </p>
        {entry.note ? <NoteBody note={entry.note} customerId={customerId} /> : null}
        {detailsOf(t, format, entry).map((detail) => (
          <DetailLine key={`${detail.quoted}.${detail.text}`} quoted={detail.quoted}>
            {detail.text}
          </DetailLine>
        ))}
        <time className={css.time} dateTime={entry.at} title={format.dateTime(entry.at)}>
          {format.time(entry.at)}
        </time>
      </div>
    </li>
  );
}

function DetailLine({ quoted, children }: { quoted?: boolean; children: ReactNode }) {
  return <p className={quoted ? css.quote : css.detail}>{children}</p>;
}
