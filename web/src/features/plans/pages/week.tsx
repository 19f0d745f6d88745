import { PlusOutlined } from '@ant-design/icons';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Skeleton } from 'antd';
import type { RefObject } from 'react';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { api } from '../../../lib/client.ts';
import { addDays, addMonths, mondayOf, monthOf } from '../../../lib/days.ts';
import { useMe } from '../../../lib/me.ts';
import { usePhone } from '../../../lib/media.ts';
import { useT } from '../../../lib/texts.ts';
import { ErrorState } from '../../../ui/error-state.tsx';
import { Page } from '../../../ui/page.tsx';
import type { PlanningLineHandle } from '../../../widgets/planning-line/planning-line.tsx';
import { PlanningLine } from '../../../widgets/planning-line/planning-line.tsx';
import type { Understood } from '../../../widgets/planning-line/use-line.ts';
import { TodoCard } from '../../../widgets/workflows/todo-card.tsx';
import { ItemDrawer } from '../components/item-drawer.tsx';
import type { ItemStart } from '../components/item-form.tsx';
import { ItemForm } from '../components/item-form.tsx';
import { useMove } from '../components/use-move.tsx';
import type { WeekSearch } from '../components/use-week-search.ts';
import { useWeekSearch } from '../components/use-week-search.ts';
import { WeekBar } from '../components/week-bar.tsx';
import { WeekList } from '../components/week-list.tsx';
import { WeekState } from '../components/week-state.tsx';

const Calendar = lazy(() => import('../components/calendar.tsx'));
const mostInMonth = 200;

/** The items on the screen: of the week, or of the weeks that a month touches. */
function useShown({ personId, week, day, view }: WeekSearch) {
  const own = useQuery(api.plans.week.queryOptions({ input: { personId, week }, placeholderData: keepPreviousData }));
  const from = mondayOf(monthOf(day));
  const to = addDays(mondayOf(addDays(addMonths(monthOf(day), 1), -1)), 6);
  const month = useQuery(
    api.plans.items.queryOptions({
      input: { ownerId: personId, from, to, limit: mostInMonth },
      enabled: view === 'month',
      placeholderData: keepPreviousData,
    }),
  );
  const shown = view === 'month' ? month : own;
  return { week: own.data, items: view === 'month' ? month.data?.items : own.data?.items, query: shown };
}

function useForm(search: WeekSearch) {
  const [start, setStart] = useState<ItemStart | null>(null);
  const owners = search.isOwn || !search.person ? [] : [search.person];
  return {
    start,
    open: () => setStart({ day: search.day, owners }),
    openWith: (understood: Understood) =>
      setStart({ ...understood, customer: understood.customer, owners, expectedResult: understood.expectedResult }),
    close: () => setStart(null),
  };
}

/** Begins a new item when the address asks for one, for the customer that it names. */
function useBegin({ wantsNew, newFor }: WeekSearch, mayAdd: boolean, line: RefObject<PlanningLineHandle | null>) {
  const wanted = wantsNew && newFor ? newFor : null;
  const { data: customer } = useQuery(
    api.customers.get.queryOptions({ input: { id: wanted ?? '' }, enabled: wanted !== null, staleTime: 60_000 }),
  );
  const name = customer?.name;
  useEffect(() => {
    if (wantsNew && mayAdd) line.current?.begin(null, wanted && name ? { id: wanted, name } : undefined);
  }, [wantsNew, mayAdd, wanted, name, line]);
}

/** The plan of a week: own, or of anyone below. */
export default function WeekPage() {
  const t = useT();
  const me = useMe();
  const phone = usePhone();
  const search = useWeekSearch();
  const { week, items, query } = useShown(search);
  const line = useRef<PlanningLineHandle>(null);
  const form = useForm(search);
  const move = useMove();
  const mayAdd = week?.can.add ?? false;
  const owner = search.isOwn || !search.person ? undefined : search.person;
  const { openItem } = search;
  useBegin(search, mayAdd, line);
  return (
    <Page
      title={owner ? t('plans.weekOf', { name: owner.name }) : t('plans.weekTitle')}
      subtitle={week ? <WeekState key={`${week.owner.id} ${week.week}`} week={week} /> : null}
      actions={
        me.hasSubordinates ? (
          <Button icon={<PlusOutlined aria-hidden />} onClick={form.open}>
            {t('plans.assignItem')}
          </Button>
        ) : null
      }
    >
      {phone && search.isOwn ? <TodoCard /> : null}
      {mayAdd ? <PlanningLine ref={line} owner={owner} week={search.week} autoFocus onDetails={form.openWith} /> : null}
      <WeekBar search={search} />
      {items && search.view === 'list' ? <WeekList week={search.week} items={items} onOpen={openItem} /> : null}
      {items && search.view !== 'list' ? (
        <Suspense fallback={<Skeleton active paragraph={{ rows: 10 }} />}>
          <Calendar
            view={search.view}
            day={search.day}
            items={items}
            mayAdd={mayAdd}
            onOpen={openItem}
            onMove={move}
            onBegin={(day, times) => line.current?.begin({ day, times })}
            onDay={(day) => search.setDay(day)}
          />
        </Suspense>
      ) : null}
      {items ? null : query.error ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <Skeleton active paragraph={{ rows: 10 }} />
      )}
      <ItemDrawer id={search.itemId} onClose={() => openItem(undefined)} />
      <ItemForm start={form.start} onClose={form.close} />
    </Page>
  );
}
