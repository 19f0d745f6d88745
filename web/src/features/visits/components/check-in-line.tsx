import { CheckCircleOutlined, EnvironmentOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useFormat } from '../../../lib/format.ts';
import { currentPosition } from '../../../lib/position.ts';
import { useT } from '../../../lib/texts.ts';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { StateTag } from '../../../ui/state-tag.tsx';
import type { Recording } from '../drafts/use-record.ts';
import css from './record-form.module.css';

/** Arrival at the customer: the time at once, the place if the device gives it. */
export function CheckInLine({ recording }: { recording: Recording }) {
  const t = useT();
  const format = useFormat();
  const [isLocating, setLocating] = useState(false);
  const { draft, checkIn } = recording;
  const arrive = async () => {
    const at = new Date().toISOString();
    setLocating(true);
    const place = await currentPosition();
    setLocating(false);
    await checkIn(at, place);
  };
  if (draft.checkIn) {
    const { at, place, isSent } = draft.checkIn;
    return (
      <div className={css.checkin}>
        <StateTag tone={isSent ? 'ok' : 'warn'} icon={<CheckCircleOutlined aria-hidden />}>
          {t('visits.checkedInAt', { time: format.time(at) })}
        </StateTag>
        <span className={css.quiet}>
          <RelativeTime at={at} /> {t('common.separator')}{' '}
          {place ? t('visits.placeWithin', { metres: Math.round(place.accuracy) }) : t('visits.placeUnknown')}
          {isSent ? null : ` ${t('common.separator')} ${t('visits.states.waiting')}`}
        </span>
      </div>
    );
  }
  return (
    <div className={css.checkin}>
      <Button icon={<EnvironmentOutlined />} loading={isLocating} onClick={() => void arrive()}>
        {t('visits.checkIn')}
      </Button>
      <span className={css.quiet}>{t('visits.checkInHint')}</span>
    </div>
  );
}
