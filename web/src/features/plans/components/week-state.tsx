import { CheckCircleOutlined, EditOutlined, HourglassOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import type { PlanWeek } from '../../../../../contract/plans.ts';
import { api } from '../../../lib/client.ts';
import { useCommand } from '../../../lib/command.ts';
import { useMe } from '../../../lib/me.ts';
import { useT } from '../../../lib/texts.ts';
import { QuickText } from '../../../ui/quick-text.tsx';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { StateTag } from '../../../ui/state-tag.tsx';
import css from './week.module.css';

const looks = {
  draft: { tone: 'done', icon: <EditOutlined aria-hidden /> },
  submitted: { tone: 'info', icon: <HourglassOutlined aria-hidden /> },
  approved: { tone: 'ok', icon: <CheckCircleOutlined aria-hidden /> },
} as const;

function Decide({ week }: { week: PlanWeek }) {
  const t = useT();
  const [isReturning, setReturning] = useState(false);
  const target = { personId: week.owner.id, week: week.week, version: week.version };
  const approve = useCommand(api.plans.approveWeek);
  const giveBack = useCommand(api.plans.returnWeek, { onSuccess: () => setReturning(false) });
  if (isReturning) {
    return (
      <QuickText
        label={t('plans.returnAdvice')}
        submit={t('plans.returnWeek')}
        pending={giveBack.isPending}
        onSubmit={(advice) => giveBack.mutate({ ...target, advice })}
        onCancel={() => setReturning(false)}
      />
    );
  }
  return (
    <>
      {week.can.approve ? (
        <Button type="primary" loading={approve.isPending} onClick={() => approve.mutate(target)}>
          {t('plans.approveWeek')}
        </Button>
      ) : null}
      {week.can.return ? <Button onClick={() => setReturning(true)}>{t('plans.returnWeek')}</Button> : null}
    </>
  );
}

/** Where the week stands between the person and the supervisor, and what either can do about it. */
export function WeekState({ week }: { week: PlanWeek }) {
  const t = useT();
  const me = useMe();
  const submit = useCommand(api.plans.submitWeek);
  const { tone, icon } = looks[week.state];
  const done = week.items.filter((item) => item.state === 'completed' || item.state === 'evaluated').length;
  const planned = week.items.filter((item) => item.state !== 'cancelled').length;
  const at = week.state === 'submitted' ? week.submittedAt : week.decidedAt;
  return (
    <div className={css.state}>
      <StateTag tone={tone} icon={icon}>
        {t(`plans.weekStates.${week.state}`)}
      </StateTag>
      {at ? (
        <span className={css.quiet}>
          {week.decidedBy && week.state !== 'submitted' ? `${week.decidedBy.name} ` : null}
          <RelativeTime at={at} />
        </span>
      ) : null}
      <span className={css.quiet}>{t('plans.weekDone', { done, planned })}</span>
      {week.advice ? (
        <span className={css.advice}>
          {t('plans.weekAdvice', { name: week.decidedBy?.name ?? '', advice: week.advice })}
        </span>
      ) : null}
      {!week.can.add && week.owner.id === me.id && week.state === 'submitted' ? (
        <span className={css.quiet}>{t('plans.weekLockedHint')}</span>
      ) : null}
      {week.can.submit ? (
        <Button
          type="primary"
          loading={submit.isPending}
          onClick={() => submit.mutate({ week: week.week, version: week.version })}
        >
          {me.supervisor ? t('plans.submitWeekTo', { name: me.supervisor.name }) : t('plans.submitWeek')}
        </Button>
      ) : null}
      {week.can.approve || week.can.return ? <Decide week={week} /> : null}
    </div>
  );
}
