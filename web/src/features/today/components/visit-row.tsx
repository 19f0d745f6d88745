import { CheckCircleOutlined, EnvironmentOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { useState } from 'react';
import type { PlanItem } from '../../../../../contract/plans.ts';
import { api } from '../../../lib/client.ts';
import { useCommand } from '../../../lib/command.ts';
import { useMay } from '../../../lib/me.ts';
import { places } from '../../../lib/places.ts';
import { currentPosition } from '../../../lib/position.ts';
import { useT } from '../../../lib/texts.ts';
import { ActionLink } from '../../../ui/action-link.tsx';
import { Row } from '../../../ui/card.tsx';
import { StateTag } from '../../../ui/state-tag.tsx';
import css from '../today.module.css';
import { ItemTitle } from './item-title.tsx';

/** Arriving at the customer: the time is noted, and the place when the device gives it. */
function CheckIn({ item, customer }: { item: PlanItem; customer: { id: string; name: string } }) {
  const t = useT();
  const { message } = App.useApp();
  const [locating, setLocating] = useState(false);
  const checkIn = useCommand(api.visits.checkIn, {
    onSuccess: (_, { place }) => {
      const name = { customer: customer.name };
      void message.success(place ? t('today.checkInDone', name) : t('today.checkInNoPlace', name));
    },
  });
  const arrive = async () => {
    const at = new Date().toISOString();
    setLocating(true);
    const place = await currentPosition();
    setLocating(false);
    checkIn.mutate({ customerId: customer.id, planItemId: item.id, at, place });
  };
  return (
    <Button size="small" loading={locating || checkIn.isPending} onClick={() => void arrive()}>
      {t('today.checkIn')}
    </Button>
  );
}

/** A visit of today: when, whom, what for, and the next thing to do about it. */
export function VisitRow({ item }: { item: PlanItem }) {
  const t = useT();
  const may = useMay();
  const { customer, startTime, endTime } = item;
  const open = item.state === 'open';
  const mine = open && item.can.complete && may('visits.use');
  return (
    <Row
      lead={
        <b className={css.time}>
          {startTime
            ? endTime
              ? t('common.range', { from: startTime, to: endTime })
              : startTime
            : t('today.wholeDay')}
        </b>
      }
      second={item.expectedResult}
      end={
        <>
          {open && item.openVisitId ? (
            <StateTag tone="info" icon={<EnvironmentOutlined aria-hidden />}>
              {t('today.checkedIn')}
            </StateTag>
          ) : null}
          {open ? null : (
            <StateTag tone="ok" icon={<CheckCircleOutlined aria-hidden />}>
              {t('today.recorded')}
            </StateTag>
          )}
          {mine && customer && !item.openVisitId ? <CheckIn item={item} customer={customer} /> : null}
          {mine ? <ActionLink place={places.record({ item: item.id })}>{t('today.record')}</ActionLink> : null}
        </>
      }
    >
      <ItemTitle item={item} />
    </Row>
  );
}
