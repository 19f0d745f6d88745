import { CalendarOutlined, EditOutlined } from '@ant-design/icons';
import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import type { Customer } from '../../../../../contract/customers.ts';
import { useMay } from '../../../lib/me.ts';
import { places } from '../../../lib/places.ts';
import { useT } from '../../../lib/texts.ts';
import { PersonName } from '../../../ui/person-name.tsx';
import { useLists } from '../../../widgets/lists/use-lists.ts';
import css from './archive.module.css';
import { MoreActions } from './more-actions.tsx';
import { NextStep } from './next-step.tsx';

/** The three facts that matter: who owns it, what it is, what happens next. */
export function Facts({ customer }: { customer: Customer }) {
  const t = useT();
  const lists = useLists();
  const what = [customer.segmentId, customer.levelId, customer.regionId].flatMap((id) => lists.nameOf(id) ?? []);
  return (
    <div className={css.facts}>
      <span>
        {t('customers.fields.owner')} <PersonName person={customer.owner} />
      </span>
      {what.length > 0 ? <span>{what.join(` ${t('common.separator')} `)}</span> : null}
      <span>
        {customer.nextStep || customer.nextStepOn ? t('customers.fields.nextStep') : null}{' '}
        <NextStep customer={customer} none={t('customers.archive.nextStepNone')} />
      </span>
    </div>
  );
}

/** What one does with a customer. */
export function ArchiveActions({ customer }: { customer: Customer }) {
  const t = useT();
  const may = useMay();
  const navigate = useNavigate();
  const { to, search } = places.newItem();
  return (
    <>
      {may('plans.use') ? (
        <Button
          icon={<CalendarOutlined />}
          onClick={() => void navigate({ to, search: { ...search, customer: customer.id } })}
        >
          {t('customers.archive.plan')}
        </Button>
      ) : null}
      {may('visits.use') && customer.can.update ? (
        <Button
          type="primary"
          icon={<EditOutlined />}
          onClick={() => void navigate(places.record({ customer: customer.id }))}
        >
          {t('customers.archive.visit')}
        </Button>
      ) : null}
      <MoreActions customer={customer} />
    </>
  );
}
