import { CheckCircleOutlined, ClockCircleOutlined, EditOutlined } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { Progress } from 'antd';
import type { Outputs } from '../../../lib/client.ts';
import { places } from '../../../lib/places.ts';
import { useT } from '../../../lib/texts.ts';
import { Card } from '../../../ui/card.tsx';
import type { Tone } from '../../../ui/state-tag.tsx';
import { StateTag } from '../../../ui/state-tag.tsx';
import css from '../today.module.css';

type Week = Outputs['plans']['today']['week'];

const tones: Record<Week['state'], Tone> = { draft: 'warn', submitted: 'info', approved: 'ok' };
const icons = {
  draft: <EditOutlined aria-hidden />,
  submitted: <ClockCircleOutlined aria-hidden />,
  approved: <CheckCircleOutlined aria-hidden />,
};

/** How far this week is, and whether its plan stands. */
export function WeekCard({ week }: { week: Week }) {
  const t = useT();
  return (
    <Card
      title={t('today.week')}
      extra={
        <StateTag tone={tones[week.state]} icon={icons[week.state]}>
          {t(`today.weekStates.${week.state}`)}
        </StateTag>
      }
    >
      {week.items > 0 ? (
        <>
          <div>
            <Link {...places.week()} className={css.number}>
              {week.completed}/{week.items}
            </Link>
          </div>
          <Progress
            percent={(week.completed / week.items) * 100}
            showInfo={false}
            size="small"
            aria-label={t('today.weekDone', { completed: week.completed, items: week.items })}
          />
          <Link {...places.week()}>{t('today.weekOpen')}</Link>
        </>
      ) : (
        <>
          <p className={css.quiet}>{t('today.weekEmpty')}</p>
          <Link {...places.week()}>{t('today.weekPlan')}</Link>
        </>
      )}
    </Card>
  );
}
