import { Button, Input, Popover } from 'antd';
import { useState } from 'react';
import { api } from '../../../lib/client.ts';
import { useCommand } from '../../../lib/command.ts';
import { useFormat } from '../../../lib/format.ts';
import { useMe } from '../../../lib/me.ts';
import { useT } from '../../../lib/texts.ts';
import { Labelled } from '../../../ui/labelled.tsx';
import css from './calendar.module.css';

export type CalendarDay = { day: string; working: boolean; name: string | null };

type DayCellProps = {
  day: CalendarDay;
  /** Whether the working week makes it a working day. */
  usual: boolean;
  mayChange: boolean;
};

/** One day: a click makes it an exception to the working week, another takes it back. */
export function DayCell({ day, usual, mayChange }: DayCellProps) {
  const t = useT();
  const format = useFormat();
  const { today } = useMe().company;
  const [open, setOpen] = useState(false);
  const isException = day.working !== usual || day.name !== null;
  const classes = [css.day, day.working ? '' : css.off, isException ? css.exception : ''].join(' ');
  const kind = day.working ? t('org.calendar.working') : t('org.calendar.dayOff');
  const content = (
    <>
      <span className={day.day === today ? css.today : undefined} aria-hidden>
        {Number(day.day.slice(8))}
      </span>
      <span className="sr-only">{format.day(day.day)} </span>
      {day.name ? <span className={css.dayName}>{day.name}</span> : null}
      <span className="sr-only"> {kind}</span>
      {day.working ? null : (
        <span className={css.dayKind} aria-hidden>
          {t('org.calendar.off')}
        </span>
      )}
    </>
  );
  if (!mayChange) return <div className={classes}>{content}</div>;
  return (
    <Popover
      trigger="click"
      open={open}
      onOpenChange={setOpen}
      title={format.day(day.day)}
      content={<EditDay key={String(open)} day={day} usual={usual} onDone={() => setOpen(false)} />}
      destroyOnHidden
    >
      <button type="button" className={classes}>
        {content}
      </button>
    </Popover>
  );
}

function EditDay({ day, usual, onDone }: { day: CalendarDay; usual: boolean; onDone: () => void }) {
  const t = useT();
  const [name, setName] = useState(day.name ?? '');
  const set = useCommand(api.org.setCalendarDay, { onSuccess: onDone });
  const change = (working: boolean | null) =>
    set.mutate({ day: day.day, working, name: working === null ? null : name.trim() || null });
  const isException = day.working !== usual || day.name !== null;
  const usualKind = usual ? t('org.calendar.working') : t('org.calendar.dayOff');
  return (
    <div className={css.edit}>
      <Labelled label={t('org.calendar.name')}>
        {(field) => (
          <Input
            {...field}
            maxLength={60}
            placeholder={t('org.calendar.namePlaceholder')}
            value={name}
            onChange={(event) => setName(event.target.value)}
            onPressEnter={() => change(isException ? day.working : !day.working)}
          />
        )}
      </Labelled>
      {isException ? (
        <>
          {name.trim() === (day.name ?? '') ? null : (
            <Button type="primary" loading={set.isPending} onClick={() => change(day.working)}>
              {t('common.save')}
            </Button>
          )}
          <Button loading={set.isPending} onClick={() => change(null)}>
            {t('org.calendar.clear', { kind: usualKind })}
          </Button>
        </>
      ) : (
        <Button type="primary" loading={set.isPending} onClick={() => change(!day.working)}>
          {day.working ? t('org.calendar.makeOff') : t('org.calendar.makeWorking')}
        </Button>
      )}
    </div>
  );
}
