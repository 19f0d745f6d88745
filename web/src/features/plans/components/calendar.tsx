import type { CalendarOptions, DateSelectArg, EventDropArg, EventInput } from '@fullcalendar/core';
import english from '@fullcalendar/core/locales/en-gb';
import simplified from '@fullcalendar/core/locales/zh-cn';
import traditional from '@fullcalendar/core/locales/zh-tw';
import dayGrid from '@fullcalendar/daygrid';
import type { EventResizeDoneArg } from '@fullcalendar/interaction';
import interaction from '@fullcalendar/interaction';
import FullCalendar from '@fullcalendar/react';
import timeGrid from '@fullcalendar/timegrid';
import { useEffect, useMemo, useRef } from 'react';
import type { Locale } from '../../../../../contract/auth.ts';
import type { PlanItem } from '../../../../../contract/plans.ts';
import { dayIn, minutesOf, timeIn } from '../../../lib/days.ts';
import { useMe } from '../../../lib/me.ts';
import { useLocale } from '../../../lib/texts.ts';
import css from './calendar.module.css';
import { CalendarEvent, DayHeading } from './calendar-event.tsx';
import type { Where } from './use-move.tsx';

const languages: Record<Locale, typeof english> = { 'zh-CN': simplified, 'zh-TW': traditional, en: english };
const fullViews = { week: 'timeGridWeek', day: 'timeGridDay', month: 'dayGridMonth' };
const halfHour = 1_800_000;

const clockFormat = { hour: '2-digit', minute: '2-digit', hour12: false } as const;
const fixedOptions: CalendarOptions = {
  plugins: [dayGrid, timeGrid, interaction],
  // Items carry the company's clock times; as UTC the device's zone never shifts them.
  timeZone: 'UTC',
  firstDay: 1,
  headerToolbar: false,
  // The page scrolls, not a part of it: that part could not be reached by keyboard while a week is empty.
  height: 'auto',
  expandRows: true,
  slotDuration: '00:30:00',
  slotLabelFormat: clockFormat,
  scrollTime: '08:00:00',
  eventTimeFormat: clockFormat,
  eventMinHeight: 24,
  nowIndicator: true,
  navLinks: true,
  dayMaxEvents: 4,
  fixedWeekCount: false,
  longPressDelay: 300,
  // It opens a box and has no address, so it is a button, not a link.
  moreLinkDidMount: ({ el }) => el.setAttribute('role', 'button'),
  // A cell would name itself by its day alone and hide from screen readers what stands in it.
  dayCellDidMount: ({ el }) => el.removeAttribute('aria-labelledby'),
};

export type CalendarProps = {
  view: keyof typeof fullViews;
  /** A day inside what is shown. */
  day: string;
  items: PlanItem[];
  mayAdd: boolean;
  onOpen: (id: string) => void;
  onMove: (item: PlanItem, to: Where) => void;
  /** A place of the calendar was chosen for something new. */
  onBegin: (day: string, times: { startTime: string; endTime: string } | null) => void;
  /** A day's heading was chosen. */
  onDay: (day: string) => void;
};

const dayOf = (at: Date) => at.toISOString().slice(0, 10);
const timeOf = (at: Date) => at.toISOString().slice(11, 16);

function eventOf(item: PlanItem): EventInput {
  const isTimed = item.startTime !== null;
  return {
    id: item.id,
    start: isTimed ? `${item.day}T${item.startTime}:00Z` : item.day,
    end: isTimed && item.endTime ? `${item.day}T${item.endTime}:00Z` : undefined,
    allDay: !isTimed,
    title: item.title,
    editable: item.can.update && item.state === 'open',
    extendedProps: { item },
  };
}

/** The working hours, wider where an item lies outside of them: nothing planned may be out of sight. */
function hoursOf(items: PlanItem[]): { slotMinTime: string; slotMaxTime: string } {
  const times = items.flatMap(({ startTime, endTime }) => [startTime, endTime].filter((time) => time !== null));
  const hours = times.map((time) => minutesOf(time) / 60);
  const from = Math.min(7, ...hours.map(Math.floor));
  const to = Math.max(21, ...hours.map(Math.ceil));
  return { slotMinTime: `${String(from).padStart(2, '0')}:00:00`, slotMaxTime: `${to}:00:00` };
}

function whereOf(start: Date | null, end: Date | null, allDay: boolean): Where | null {
  if (!start) return null;
  if (allDay) return { day: dayOf(start), startTime: null, endTime: null };
  const finish = end ?? new Date(start.getTime() + 3_600_000);
  const isSameDay = dayOf(finish) === dayOf(start);
  return { day: dayOf(start), startTime: timeOf(start), endTime: isSameDay ? timeOf(finish) : '23:59' };
}

/** Plan items on a week, a day or a month: drag moves, a click on an empty place begins a new one. */
export default function Calendar({ view, day, items, mayAdd, onOpen, onMove, onBegin, onDay }: CalendarProps) {
  const locale = useLocale();
  const { timeZone } = useMe().company;
  const calendar = useRef<FullCalendar>(null);
  const events = useMemo(() => items.filter((item) => item.state !== 'cancelled').map(eventOf), [items]);
  useEffect(() => {
    // The calendar renders synchronously inside this call, which React forbids while it commits.
    queueMicrotask(() => calendar.current?.getApi().changeView(fullViews[view], day));
  }, [view, day]);

  const moved = ({ event, revert }: EventDropArg | EventResizeDoneArg) => {
    const item = event.extendedProps.item as PlanItem;
    const where = whereOf(event.start, event.end, event.allDay);
    // The moved item comes back through `items`; what the calendar did by itself is undone so that it stands once.
    revert();
    if (where) onMove(item, where);
  };
  const selected = ({ start, end, allDay, view: { calendar: shown } }: DateSelectArg) => {
    shown.unselect();
    // A click marks half an hour; people mean an hour.
    const isClick = !allDay && end.getTime() - start.getTime() === halfHour;
    const where = whereOf(start, isClick ? new Date(end.getTime() + halfHour) : end, allDay);
    if (!where) return;
    const { startTime, endTime } = where;
    onBegin(where.day, startTime && endTime ? { startTime, endTime } : null);
  };
  return (
    <div className={css.calendar}>
      <FullCalendar
        {...fixedOptions}
        {...hoursOf(items)}
        ref={calendar}
        initialView={fullViews[view]}
        initialDate={day}
        locale={languages[locale]}
        dayHeaderContent={({ date, view: { type } }) => (
          <DayHeading day={dayOf(date)} isPlain={type === 'dayGridMonth'} />
        )}
        now={() => `${dayIn(timeZone, new Date())}T${timeIn(timeZone, new Date())}:00Z`}
        navLinkDayClick={(date) => onDay(dayOf(date))}
        events={events}
        eventContent={({ event, timeText, view: { type } }) => (
          <CalendarEvent
            item={event.extendedProps.item as PlanItem}
            timeText={timeText}
            isCompact={type === 'dayGridMonth'}
            onOpen={onOpen}
          />
        )}
        eventDrop={moved}
        eventResize={moved}
        selectable={mayAdd}
        select={selected}
      />
    </div>
  );
}
