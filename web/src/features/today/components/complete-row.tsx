import { App, Button } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import type { PlanItem } from '../../../../../contract/plans.ts';
import { api } from '../../../lib/client.ts';
import { useCommand } from '../../../lib/command.ts';
import { places } from '../../../lib/places.ts';
import { useT } from '../../../lib/texts.ts';
import { ActionLink } from '../../../ui/action-link.tsx';
import { Row } from '../../../ui/card.tsx';
import { QuickText } from '../../../ui/quick-text.tsx';
import { ItemTitle } from './item-title.tsx';

/** A plan item with the shortest way to complete it: a visit by its record, anything else by a sentence as proof. */
export function CompleteRow({ item, lead }: { item: PlanItem; lead?: ReactNode }) {
  const t = useT();
  const { message } = App.useApp();
  const [writing, setWriting] = useState(false);
  const complete = useCommand(api.plans.completeItem, {
    onSuccess: () => {
      setWriting(false);
      void message.success(t('today.completed'));
    },
  });
  const visit = item.activity === 'visit' && item.customer !== null;
  const way = visit ? (
    <ActionLink place={places.record({ item: item.id })}>{t('today.record')}</ActionLink>
  ) : (
    <Button size="small" aria-expanded={writing} onClick={() => setWriting(!writing)}>
      {t('today.complete')}
    </Button>
  );
  return (
    <Row
      lead={lead}
      second={item.expectedResult}
      below={
        writing ? (
          <QuickText
            label={t('today.completeLabel')}
            submit={t('today.complete')}
            pending={complete.isPending}
            onSubmit={(note) => complete.mutate({ id: item.id, version: item.version, note })}
            onCancel={() => setWriting(false)}
          />
        ) : null
      }
      end={item.can.complete ? way : null}
    >
      <ItemTitle item={item} />
    </Row>
  );
}
