import { CalendarOutlined, WarningOutlined } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { App, Button, Input, Radio } from 'antd';
import { useState } from 'react';
import type { Contact, Customer } from '../../../../../contract/customers.ts';
import { api } from '../../../lib/client.ts';
import { useCommand } from '../../../lib/command.ts';
import { useMay, useMe } from '../../../lib/me.ts';
import { places } from '../../../lib/places.ts';
import { useT } from '../../../lib/texts.ts';
import { FormAlert } from '../../../ui/form-alert.tsx';
import { FormModal } from '../../../ui/form-modal.tsx';
import { Labelled } from '../../../ui/labelled.tsx';
import { LabelledSelect } from '../../../ui/labelled-select.tsx';
import { useChanged } from '../../../ui/unsaved.ts';
import css from './relationships.module.css';

/** Above the archive: who has left and is not followed by anybody yet. */
export function SuccessionNotice({ customer }: { customer: Customer }) {
  const open = customer.contacts.filter((contact) => contact.departure?.succession === 'open');
  return open.map((contact) => <Risk key={contact.id} contact={contact} customer={customer} />);
}

function Risk({ contact, customer }: { contact: Contact; customer: Customer }) {
  const t = useT();
  const may = useMay();
  const [settling, setSettling] = useState(false);
  return (
    <section className={css.risk} aria-live="polite">
      <WarningOutlined aria-hidden style={{ color: 'var(--bad)' }} />
      <p className={css.riskText}>{t('relationships.succession.risk', { name: contact.name })}</p>
      {may('plans.use') ? <PlanIt contact={contact} customer={customer} /> : null}
      {customer.can.update ? (
        <Button type="primary" onClick={() => setSettling(true)}>
          {t('relationships.succession.settle')}
        </Button>
      ) : null}
      {settling ? <Settle contact={contact} customer={customer} onClose={() => setSettling(false)} /> : null}
    </section>
  );
}

/** One click puts it into today's plan. */
function PlanIt({ contact, customer }: { contact: Contact; customer: Customer }) {
  const t = useT();
  const { today } = useMe().company;
  const { message } = App.useApp();
  const [planned, setPlanned] = useState<string | null>(null);
  const plan = useCommand(api.plans.createItem, {
    onSuccess: ({ items }) => {
      setPlanned(items[0]?.id ?? null);
      void message.success(t('relationships.succession.planned'));
    },
  });
  if (planned) return <Link {...places.item(planned)}>{t('relationships.succession.planned')}</Link>;
  return (
    <Button
      icon={<CalendarOutlined />}
      loading={plan.isPending}
      onClick={() =>
        plan.mutate({
          title: t('relationships.succession.planTitle', { name: contact.name }),
          day: today,
          activity: 'other',
          customerId: customer.id,
        })
      }
    >
      {t('relationships.succession.plan')}
    </Button>
  );
}

type SettleProps = { contact: Contact; customer: Customer; onClose: () => void };

function Settle({ contact, customer, onClose }: SettleProps) {
  const t = useT();
  const present = customer.contacts.filter((one) => !one.leftOn);
  const [choice, setChoice] = useState<'contact' | 'none'>('contact');
  const [successor, setSuccessor] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const changed = useChanged([choice, successor, note]);
  const settle = useCommand(api.contacts.settleSuccession, { onSuccess: onClose, onError: () => undefined });
  const submit = () =>
    settle.mutate({
      id: contact.id,
      version: contact.version,
      successorId: choice === 'contact' ? successor : null,
      note: note.trim() || null,
    });
  return (
    <FormModal
      title={t('relationships.succession.title', { name: contact.name })}
      dirty={changed}
      onClose={onClose}
      onOk={submit}
      okText={t('common.save')}
      okButtonProps={{ disabled: choice === 'contact' && !successor }}
      confirmLoading={settle.isPending}
    >
      {/* Who may close the post without a successor may change the team as well. */}
      {customer.can.changeTeam ? (
        <Radio.Group
          style={{ marginBottom: 12 }}
          value={choice}
          onChange={(event) => setChoice(event.target.value)}
          options={[
            { value: 'contact', label: t('relationships.succession.choose') },
            { value: 'none', label: t('relationships.succession.noneChoice') },
          ]}
        />
      ) : null}
      <div className={css.form}>
        {choice === 'contact' ? (
          <LabelledSelect
            label={t('relationships.succession.choose')}
            extra={t('relationships.succession.add')}
            value={successor}
            onChange={setSuccessor}
            options={present.map((one) => ({
              value: one.id,
              label: [one.name, one.title].filter(Boolean).join(' '),
            }))}
          />
        ) : null}
        <Labelled label={t('relationships.succession.note')}>
          {(ids) => (
            <Input.TextArea
              {...ids}
              autoSize={{ minRows: 2, maxRows: 6 }}
              maxLength={500}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
          )}
        </Labelled>
      </div>
      <FormAlert error={settle.error} />
    </FormModal>
  );
}
