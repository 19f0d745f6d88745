import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api } from '../../../lib/client.ts';
import { useFormat } from '../../../lib/format.ts';
import { useT } from '../../../lib/texts.ts';
import { Card } from '../../../ui/card.tsx';
import type { VisitDraft } from '../drafts/draft.ts';
import css from './record-form.module.css';

const shown = 3;

/** Beside the form: what was to be achieved, what was agreed last, what was said before. */
export function CustomerContext({ draft }: { draft: VisitDraft }) {
  const t = useT();
  const format = useFormat();
  const customer = useQuery(api.customers.get.queryOptions({ input: { id: draft.customer.id } }));
  const visits = useQuery(
    api.visits.list.queryOptions({ input: { customerId: draft.customer.id, state: 'recorded', limit: shown } }),
  );
  const { nextStep, nextStepOn } = customer.data ?? {};
  const past = visits.data?.items ?? [];
  return (
    <aside className={css.aside} aria-label={t('visits.context')}>
      {draft.item?.expectedResult ? (
        <Card title={t('visits.expected')}>
          <p>{draft.item.expectedResult}</p>
        </Card>
      ) : null}
      {nextStep ? (
        <Card title={t('visits.agreedNextStep')} extra={nextStepOn ? format.dayShort(nextStepOn) : null}>
          <p>{nextStep}</p>
        </Card>
      ) : null}
      {visits.data ? (
        <Card title={t('visits.before')}>
          {past.length === 0 ? <p className={css.quiet}>{t('visits.noneBefore')}</p> : null}
          <ul>
            {past.map((visit) => (
              <li key={visit.id} className={css.past}>
                <Link to="/visits/$id" params={{ id: visit.id }}>
                  {format.day(visit.visitedOn)} {t('common.separator')} {visit.owner.name}
                </Link>
                <p className={css.clamp}>{visit.discussed}</p>
              </li>
            ))}
          </ul>
        </Card>
      ) : null}
    </aside>
  );
}
