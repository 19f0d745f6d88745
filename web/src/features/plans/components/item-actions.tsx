import { CheckOutlined, EditOutlined, FormOutlined, StopOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import type { PlanItemDetail } from '../../../../../contract/plans.ts';
import { api } from '../../../lib/client.ts';
import { useCommand } from '../../../lib/command.ts';
import { useT } from '../../../lib/texts.ts';
import { FormAlert } from '../../../ui/form-alert.tsx';
import { Grouped } from '../../../ui/labelled.tsx';
import { LinkButton } from '../../../ui/link-button.tsx';
import { QuickText } from '../../../ui/quick-text.tsx';
import { DateChips } from '../../../widgets/date-chips/date-chips.tsx';
import { CompleteForm } from './complete-form.tsx';
import { ItemForm } from './item-form.tsx';
import css from './item-view.module.css';

type ItemActionsProps = { item: PlanItemDetail; onReload: () => void };
type Doing = 'nothing' | 'completing' | 'cancelling' | 'editing';

/** What can be done with an open item: record the visit, complete, move, change, cancel. */
export function ItemActions({ item, onReload }: ItemActionsProps) {
  const t = useT();
  const [doing, setDoing] = useState<Doing>('nothing');
  const stop = () => setDoing('nothing');
  const move = useCommand(api.plans.updateItem, { onError: () => undefined });
  const cancel = useCommand(api.plans.cancelItem, { onSuccess: stop, onError: () => undefined });
  const { can } = item;
  if (doing === 'completing') return <CompleteForm item={item} onDone={stop} onReload={onReload} />;
  if (doing === 'cancelling') {
    return (
      <>
        <QuickText
          label={t('plans.cancelReason')}
          submit={t('plans.cancelItem')}
          pending={cancel.isPending}
          onSubmit={(reason) => cancel.mutate({ id: item.id, version: item.version, reason: reason.slice(0, 200) })}
          onCancel={stop}
        />
        <FormAlert error={cancel.error} onReload={onReload} />
      </>
    );
  }
  return (
    <div className={css.stack}>
      <div className={css.line}>
        {can.complete && item.customer ? (
          <LinkButton
            to="/visits/record"
            search={{ item: item.id }}
            color="primary"
            variant="solid"
            icon={<FormOutlined aria-hidden />}
          >
            {t('plans.recordVisit')}
          </LinkButton>
        ) : null}
        {can.complete ? (
          <Button
            type={item.customer ? 'default' : 'primary'}
            icon={<CheckOutlined aria-hidden />}
            onClick={() => setDoing('completing')}
          >
            {t('plans.complete')}
          </Button>
        ) : null}
        {can.update ? (
          <Button icon={<EditOutlined aria-hidden />} onClick={() => setDoing('editing')}>
            {t('common.edit')}
          </Button>
        ) : null}
        {can.cancel ? (
          <Button icon={<StopOutlined aria-hidden />} onClick={() => setDoing('cancelling')}>
            {t('plans.cancelItem')}
          </Button>
        ) : null}
      </div>
      {can.update ? (
        <Grouped label={t('plans.moveTo')}>
          <DateChips
            label={t('plans.moveTo')}
            withToday
            value={item.day}
            onChange={(day) => (day ? move.mutate({ id: item.id, version: item.version, day }) : undefined)}
          />
        </Grouped>
      ) : null}
      <FormAlert error={move.error} onReload={onReload} />
      <ItemForm start={doing === 'editing' ? { item, ...item } : null} onClose={stop} onReload={onReload} />
    </div>
  );
}
