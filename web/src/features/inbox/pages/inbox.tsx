import { CheckSquareOutlined } from '@ant-design/icons';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Ref } from 'react';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { InboxEntry } from '../../../../../contract/plans.ts';
import { api, nextPage } from '../../../lib/client.ts';
import { usePhone } from '../../../lib/media.ts';
import { useT } from '../../../lib/texts.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { Page } from '../../../ui/page.tsx';
import type { EvaluationHandle } from '../../../widgets/plan-items/evaluation-form.tsx';
import { MoreRows } from '../../../widgets/row-table/more-rows.tsx';
import { TodoCard } from '../../../widgets/workflows/todo-card.tsx';
import { EvaluateEntry } from '../components/evaluate-entry.tsx';
import css from '../components/inbox.module.css';
import { useInboxKeys } from '../components/use-inbox-keys.ts';
import { WeekEntry } from '../components/week-entry.tsx';

const keyOf = (entry: InboxEntry) => entry.item?.id ?? `${entry.week?.owner.id} ${entry.week?.week}`;

type EntryProps = {
  entry: InboxEntry;
  isActive: boolean;
  isOpen: boolean;
  takesFocus: boolean;
  onActive: () => void;
  onOpen: () => void;
  onDone: () => void;
  form: Ref<EvaluationHandle>;
};

function Entry({ entry, isActive, isOpen, takesFocus, onActive, onOpen, onDone, form }: EntryProps) {
  const place = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (!takesFocus) return;
    place.current?.focus({ preventScroll: true });
    place.current?.scrollIntoView({ block: 'nearest' });
  }, [takesFocus]);
  return (
    <li
      ref={place}
      tabIndex={-1}
      className={isActive ? `${css.entry} ${css.active}` : css.entry}
      onFocusCapture={onActive}
    >
      {entry.item ? (
        <EvaluateEntry entry={entry} item={entry.item} isOpen={isOpen} onOpen={onOpen} onDone={onDone} form={form} />
      ) : null}
      {entry.week ? (
        <WeekEntry entry={entry} week={entry.week} isOpen={isOpen} onOpen={onOpen} onDone={onDone} />
      ) : null}
    </li>
  );
}

/** The list with the one that is being answered; answering it goes on to the next. */
function Entries({ entries }: { entries: InboxEntry[] }) {
  const [chosen, setChosen] = useState<string | null>(null);
  // What was unfolded stays so: folding it would move the others under the pointer.
  const [unfolded, setUnfolded] = useState<string[]>([]);
  const [focused, setFocused] = useState<string | null>(null);
  const form = useRef<EvaluationHandle>(null);
  const keys = entries.map(keyOf);
  const active = chosen !== null && keys.includes(chosen) ? chosen : (keys[0] ?? null);
  const at = active === null ? -1 : keys.indexOf(active);
  const goTo = useCallback((key: string | undefined) => {
    if (key === undefined) return;
    setChosen(key);
    setFocused(key);
    setUnfolded((before) => [...before, key]);
  }, []);
  useInboxKeys({
    onStep: (direction) => goTo(keys[Math.min(Math.max(at + direction, 0), keys.length - 1)]),
    onScore: (score) => form.current?.setScore(score),
  });
  return (
    <ul className={css.list}>
      {entries.map((entry, index) => {
        const key = keyOf(entry);
        return (
          <Entry
            key={key}
            entry={entry}
            isActive={key === active}
            isOpen={index === 0 || unfolded.includes(key)}
            takesFocus={key === focused}
            onActive={() => setChosen(key)}
            onOpen={() => setUnfolded([...unfolded, key])}
            onDone={() => goTo(keys[index + 1] ?? keys[index - 1])}
            form={key === active ? form : null}
          />
        );
      })}
    </ul>
  );
}

/** Everything that waits for the signed-in person's answer, longest first, answered in the list. */
export default function InboxPage() {
  const t = useT();
  const phone = usePhone();
  const query = useInfiniteQuery(
    api.plans.inbox.infiniteOptions({ input: (cursor: string | undefined) => ({ cursor, limit: 30 }), ...nextPage }),
  );
  return (
    <Page title={t('inbox.title')} subtitle={phone ? null : t('inbox.keys')}>
      <div className={css.workflows}>
        <TodoCard />
      </div>
      <Loaded query={query}>
        {({ pages }) => {
          const entries = pages.flatMap((page) => page.items);
          return entries.length === 0 ? (
            <EmptyState
              icon={<CheckSquareOutlined />}
              title={t('inbox.empty')}
              hint={t('inbox.emptyHint')}
              action={<Link to="/month">{t('inbox.emptyAction')}</Link>}
            />
          ) : (
            <>
              <Entries entries={entries} />
              <MoreRows query={query} />
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}
