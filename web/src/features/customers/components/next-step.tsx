import { useFormat } from '../../../lib/format.ts';
import { useMe } from '../../../lib/me.ts';
import { useT } from '../../../lib/texts.ts';
import css from './customers.module.css';

type NextStepProps = { customer: { nextStep: string | null; nextStepOn: string | null }; none?: string };

/** What was agreed to happen next and when; a day that has passed is marked. */
export function NextStep({ customer, none }: NextStepProps) {
  const t = useT();
  const format = useFormat();
  const { today } = useMe().company;
  const { nextStep, nextStepOn } = customer;
  if (!nextStep && !nextStepOn) return <span className={css.none}>{none ?? t('customers.list.noNextStep')}</span>;
  const late = nextStepOn !== null && nextStepOn < today;
  return (
    <span>
      {nextStep}
      {nextStepOn ? (
        <span className={late ? css.late : css.when} title={format.day(nextStepOn)}>
          {' '}
          {format.dayNear(nextStepOn, today)}
          {late ? ` ${t('common.separator')} ${t('customers.list.overdue')}` : null}
        </span>
      ) : null}
    </span>
  );
}
