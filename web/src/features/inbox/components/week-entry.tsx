import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import type { InboxEntry } from '../../../../../contract/plans.ts';
import { api } from '../../../lib/client.ts';
import { useCommand } from '../../../lib/command.ts';
import { addDays } from '../../../lib/days.ts';
import { useFormat } from '../../../lib/format.ts';
import { useT } from '../../../lib/texts.ts';
import { FormAlert } from '../../../ui/form-alert.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { PersonName } from '../../../ui/person-name.tsx';
import { QuickText } from '../../../ui/quick-text.tsx';
import { useItemHeadline, useItemTimes } from '../../../widgets/plan-items/item-words.ts';
import css from './inbox.module.css';
import { Waiting } from './waiting.tsx';

type SubmittedWeek = NonNullable<InboxEntry['week']>;
type WeekEntryProps = {
  entry: InboxEntry;
  week: SubmittedWeek;
  isOpen: boolean;
  onOpen: () => void;
  onDone: () => void;
};

function Items({ week }: { week: SubmittedWeek }) {
  const format = useFormat();
  const headline = useItemHeadline();
  const times = useItemTimes();
  const query = useQuery(api.plans.week.queryOptions({ input: { personId: week.owner.id, week: week.week } }));
  return (
    <Loaded query={query}>
      {({ items }) => (
        <ul className={css.items}>
          {items
            .filter((item) => item.state !== 'cancelled')
            .map((item) => (
              <li key={item.id} className={css.item}>
                <span className={css.quiet}>
                  {format.weekday(item.day)} {times(item)}
                </span>
                <span>
                  {headline(item)}
                  {item.expectedResult ? <span className={css.quiet}> {item.expectedResult}</span> : null}
                </span>
              </li>
            ))}
        </ul>
      )}
    </Loaded>
  );
}

/** A week that was handed in: read it, approve it, or return it with advice. */
export function WeekEntry({ entry, week, isOpen, onOpen, onDone }: WeekEntryProps) {
  const t = useT();
  const format = useFormat();
  const [isReturning, setReturning] = useState(false);
  const sent = { onSuccess: onDone, onError: () => undefined };
  const approve = useCommand(api.plans.approveWeek, sent);
  const giveBack = useCommand(api.plans.returnWeek, sent);
  const target = { personId: week.owner.id, week: week.week, version: week.version };
  return (
    <>
      <div className={css.head}>
        <PersonName person={week.owner} />
        <Link to="/week" search={{ person: week.owner.id, week: week.week, view: 'list' }} className={css.title}>
          {t('inbox.week', {
            from: format.dayShort(week.week),
            to: format.dayShort(addDays(week.week, 6)),
            count: week.items,
          })}
        </Link>
        <span className={css.space} />
        <Waiting entry={entry} />
      </div>
      {isReturning ? (
        <QuickText
          label={t('plans.returnAdvice')}
          submit={t('plans.returnWeek')}
          pending={giveBack.isPending}
          onSubmit={(advice) => giveBack.mutate({ ...target, advice })}
          onCancel={() => setReturning(false)}
        />
      ) : (
        <div className={css.buttons}>
          <Button type="primary" loading={approve.isPending} onClick={() => approve.mutate(target)}>
            {t('plans.approveWeek')}
          </Button>
          <Button onClick={() => setReturning(true)}>{t('plans.returnWeek')}</Button>
          <Link to="/week" search={{ person: week.owner.id, week: week.week, view: 'list' }}>
            {t('inbox.adjust')}
          </Link>
        </div>
      )}
      {isOpen ? (
        <Items week={week} />
      ) : (
        <div>
          <Button type="link" size="small" className={css.unfold} onClick={onOpen}>
            {t('inbox.unfoldWeek')}
          </Button>
        </div>
      )}
      <FormAlert error={approve.error ?? giveBack.error} onReload={onDone} />
    </>
  );
}
