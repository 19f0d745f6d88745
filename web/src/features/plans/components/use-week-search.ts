import { useQuery } from '@tanstack/react-query';
import { api } from '../../../lib/client.ts';
import { addDays, addMonths, isDay, mondayOf, monthOf } from '../../../lib/days.ts';
import { useMe } from '../../../lib/me.ts';
import { usePhone } from '../../../lib/media.ts';
import { useSearchParams } from '../../../lib/search-params.ts';

const deskViews = ['week', 'day', 'month', 'list'] as const;
/** Seven columns do not fit on a phone. */
const phoneViews = ['list', 'day'] as const;
export type View = (typeof deskViews)[number];

/** What the address says: whose plan, around which day, shown how, and which item is open. */
export function useWeekSearch() {
  const me = useMe();
  const phone = usePhone();
  const [search, setSearch] = useSearchParams();
  const { today } = me.company;
  const personId = search.person ?? me.id;
  const day = isDay(search.week) ? search.week : today;
  const views: readonly View[] = phone ? phoneViews : deskViews;
  const view = views.find((each) => each === search.view) ?? (phone ? 'list' : 'week');
  const colleague = useQuery(
    api.org.colleagues.queryOptions({ input: { ids: [personId] }, enabled: personId !== me.id }),
  );
  const step = (direction: 1 | -1) => {
    if (view === 'month') return addMonths(monthOf(day), direction);
    return addDays(day, view === 'day' ? direction : direction * 7);
  };
  return {
    person: personId === me.id ? me : (colleague.data?.items[0] ?? null),
    personId,
    isOwn: personId === me.id,
    day,
    week: mondayOf(day),
    view,
    views,
    itemId: search.item,
    /** Asked for from elsewhere: begin a new item at once. */
    wantsNew: search.new === '1',
    /** The customer that the new item is for. */
    newFor: search.customer,
    setView: (next: View) => setSearch({ view: next }),
    setDay: (next: string) => setSearch({ week: next === today ? undefined : next }),
    go: (direction: 1 | -1) => setSearch({ week: step(direction) }),
    goToday: () => setSearch({ week: undefined }),
    setPerson: (id: string | undefined) => setSearch({ person: id === me.id ? undefined : id, item: undefined }),
    openItem: (id: string | undefined) => setSearch({ item: id, new: undefined, customer: undefined }),
  };
}
export type WeekSearch = ReturnType<typeof useWeekSearch>;
