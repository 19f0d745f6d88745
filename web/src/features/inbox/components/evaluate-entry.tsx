import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import type { Ref } from 'react';
import type { InboxEntry, PlanItemDetail } from '../../../../../contract/plans.ts';
import { useFormat } from '../../../lib/format.ts';
import { useT } from '../../../lib/texts.ts';
import { PersonName } from '../../../ui/person-name.tsx';
import { StateTag } from '../../../ui/state-tag.tsx';
import type { EvaluationHandle } from '../../../widgets/plan-items/evaluation-form.tsx';
import { EvaluationForm } from '../../../widgets/plan-items/evaluation-form.tsx';
import { useItemHeadline } from '../../../widgets/plan-items/item-words.ts';
import { Proofs } from '../../../widgets/plan-items/proofs.tsx';
import css from './inbox.module.css';
import { Waiting } from './waiting.tsx';

type EvaluateEntryProps = {
  entry: InboxEntry;
  item: PlanItemDetail;
  isOpen: boolean;
  onOpen: () => void;
  onDone: () => void;
  form: Ref<EvaluationHandle>;
};

/** A completed item: what was to be achieved, what proves it, and the answer, all in place. */
export function EvaluateEntry({ entry, item, isOpen, onOpen, onDone, form }: EvaluateEntryProps) {
  const t = useT();
  const format = useFormat();
  const headline = useItemHeadline();
  return (
    <>
      <div className={css.head}>
        <PersonName person={item.owner} />
        <Link to="/items/$id" params={{ id: item.id }} className={css.title}>
          {headline(item)}
        </Link>
        <span className={css.quiet}>
          {format.dayShort(item.day)} {format.weekday(item.day)}
        </span>
        {item.onTime === false ? <StateTag tone="warn">{t('plans.late')}</StateTag> : null}
        <span className={css.space} />
        <Waiting entry={entry} />
      </div>
      {item.expectedResult || item.result ? (
        <p className={css.said}>
          {item.expectedResult ? (
            <>
              <span className={css.quiet}>{t('plans.expectedResult')}</span> {item.expectedResult}
            </>
          ) : null}
          {item.result ? (
            <>
              {' '}
              <span className={css.quiet}>{t('plans.result')}</span> {item.result}
            </>
          ) : null}
        </p>
      ) : null}
      <EvaluationForm ref={form} item={item} onDone={onDone} />
      <div className={isOpen ? `${css.proofs} ${css.open}` : css.proofs}>
        <Proofs proofs={item.proofs} open={isOpen} />
        {isOpen || !item.proofs.some((proof) => proof.visitId) ? null : (
          <Button type="link" size="small" className={css.unfold} onClick={onOpen}>
            {t('inbox.unfold')}
          </Button>
        )}
      </div>
    </>
  );
}
