import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Fragment } from 'react';
import type { PlanItemDetail } from '../../../../../contract/plans.ts';
import { useFormat } from '../../../lib/format.ts';
import { useT } from '../../../lib/texts.ts';
import { Card } from '../../../ui/card.tsx';
import { PersonName } from '../../../ui/person-name.tsx';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { ItemState } from '../../../widgets/plan-items/item-state.tsx';
import { useItemTimes } from '../../../widgets/plan-items/item-words.ts';
import { Proofs } from '../../../widgets/plan-items/proofs.tsx';
import { Evaluations } from './evaluations.tsx';
import { ItemActions } from './item-actions.tsx';
import css from './item-view.module.css';

function Facts({ item }: { item: PlanItemDetail }) {
  const t = useT();
  const format = useFormat();
  const times = useItemTimes();
  const facts: ([string, ReactNode] | null)[] = [
    [t('plans.owner'), <PersonName key="owner" person={item.owner} withPost />],
    item.customer && [
      t('plans.customer'),
      <Link key="customer" to="/customers/$id" params={{ id: item.customer.id }}>
        {item.customer.name}
      </Link>,
    ],
    [t('plans.when'), [format.day(item.day), format.weekday(item.day), times(item)].filter(Boolean).join(' ')],
    item.expectedResult ? [t('plans.expectedResult'), item.expectedResult] : null,
    [
      t('plans.kind'),
      [
        t(`plans.activities.${item.activity}`),
        t(`plans.kinds.${item.kind}`),
        t(`plans.importances.${item.importance === 1 ? 1 : item.importance === 3 ? 3 : 2}`),
      ].join(` ${t('common.separator')} `),
    ],
    item.assignedBy && [t('plans.assignedBy'), <PersonName key="by" person={item.assignedBy} />],
    item.fromVisitId
      ? [
          t('plans.from'),
          <Link key="from" to="/visits/$id" params={{ id: item.fromVisitId }}>
            {t('plans.fromVisit')}
          </Link>,
        ]
      : null,
    item.completedAt
      ? [
          t('plans.completedAt'),
          <Fragment key="at">
            <RelativeTime at={item.completedAt} /> {t('common.separator')}{' '}
            {t(item.onTime ? 'plans.inTime' : 'plans.late')}
          </Fragment>,
        ]
      : null,
    item.result ? [t(item.state === 'cancelled' ? 'plans.cancelReason' : 'plans.result'), item.result] : null,
  ];
  return (
    <dl className={css.facts}>
      {facts
        .filter((fact) => fact !== null)
        .map(([label, content]) => (
          <Fragment key={label}>
            <dt>{label}</dt>
            <dd>{content}</dd>
          </Fragment>
        ))}
    </dl>
  );
}

/** One item from plan to answer: its facts, what can be done, what proves it, and the supervisor's words. */
export function ItemView({ item, onReload }: { item: PlanItemDetail; onReload: () => void }) {
  const t = useT();
  const { can } = item;
  const hasActions = can.update || can.complete || can.cancel;
  const hasAnswer = item.evaluations.length > 0 || can.evaluate || can.correct;
  return (
    <div className={css.frame}>
      <div className={css.view}>
        <Card title={<ItemState item={item} />}>
          <div className={css.stack}>
            <Facts item={item} />
            {hasActions ? <ItemActions key={item.version} item={item} onReload={onReload} /> : null}
          </div>
        </Card>
        {item.proofs.length > 0 ? (
          <Card title={t('plans.proof')}>
            <Proofs proofs={item.proofs} open />
          </Card>
        ) : null}
        {item.state === 'completed' && !hasAnswer ? (
          <Card title={t('plans.evaluation')}>
            <p className={css.quiet}>{t('plans.waitsForAnswer')}</p>
          </Card>
        ) : null}
        {hasAnswer ? (
          <Card title={t('plans.evaluation')}>
            <Evaluations item={item} />
          </Card>
        ) : null}
      </div>
    </div>
  );
}
