import { EditOutlined, SwapOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Drawer } from 'antd';
import { useState } from 'react';
import type { ContactDetail } from '../../../../../contract/contacts.ts';
import type { Contact, Customer } from '../../../../../contract/customers.ts';
import { api } from '../../../lib/client.ts';
import { useFormat } from '../../../lib/format.ts';
import { useT } from '../../../lib/texts.ts';
import { Loaded } from '../../../ui/loaded.tsx';
import { Phone } from '../../../widgets/phone/phone.tsx';
import { ContactForm } from './contact-form.tsx';
import { LeaveForm } from './contact-leave.tsx';
import { Posts } from './contact-posts.tsx';
import { Remark } from './contact-remark.tsx';
import { ContactTags, useWhereTo } from './contact-tags.tsx';
import css from './relationships.module.css';
import { WhoKnows } from './who-knows.tsx';

type ContactDrawerProps = { id: string | undefined; customer: Customer; onClose: () => void };

/** Everything about one contact, beside the list. */
export function ContactDrawer({ id, customer, onClose }: ContactDrawerProps) {
  const t = useT();
  const query = useQuery(api.contacts.get.queryOptions({ input: { id: id ?? '' }, enabled: Boolean(id) }));
  return (
    <Drawer
      open={Boolean(id)}
      onClose={onClose}
      size={560}
      destroyOnHidden
      title={query.data?.contact.name ?? t('relationships.matrix.contact')}
    >
      <Loaded query={query}>
        {(detail) => <Detail key={detail.contact.id} detail={detail} customer={customer} />}
      </Loaded>
    </Drawer>
  );
}

function Detail({ detail, customer }: { detail: ContactDetail; customer: Customer }) {
  const t = useT();
  const { contact } = detail;
  const [doing, setDoing] = useState<'edit' | 'leave' | null>(null);
  const close = () => setDoing(null);
  return (
    <>
      <ContactTags contact={contact} />
      <Facts contact={contact} />
      {customer.can.update ? (
        <div className={css.foot}>
          <Button icon={<EditOutlined />} onClick={() => setDoing('edit')}>
            {t('customers.contacts.edit')}
          </Button>
          {contact.leftOn ? null : (
            <Button icon={<SwapOutlined />} onClick={() => setDoing('leave')}>
              {t('relationships.leave.action')}
            </Button>
          )}
        </div>
      ) : null}
      <Posts detail={detail} />
      <section className={css.section}>
        <div className={css.head}>
          <h3>{t('relationships.who.ask', { name: contact.name })}</h3>
        </div>
        <WhoKnows about={{ contactId: contact.id }} />
      </section>
      <Remark detail={detail} />
      {doing === 'edit' ? <ContactForm customerId={contact.customerId} contact={contact} onClose={close} /> : null}
      {doing === 'leave' ? <LeaveForm contact={contact} customer={customer} onClose={close} /> : null}
    </>
  );
}

function Facts({ contact }: { contact: Contact }) {
  const t = useT();
  const format = useFormat();
  const whereTo = useWhereTo();
  const { birthday, school, employers, startedOn, lastMetOn, leftOn } = contact;
  const facts: [string, string | null][] = [
    [t('customers.contacts.title'), contact.title],
    [t('customers.contacts.lastMet'), lastMetOn ? format.day(lastMetOn) : t('customers.contacts.neverMet')],
    [t('relationships.contact.startedOn'), startedOn ? format.day(startedOn) : null],
    [t('customers.contacts.leftOn'), leftOn ? format.day(leftOn) : null],
    [t('relationships.leave.where'), whereTo(contact)],
    [t('relationships.leave.note'), contact.departure?.note ?? null],
    [t('relationships.contact.birthday'), birthday ? format.day(birthday) : null],
    [t('relationships.contact.school'), school],
    [t('relationships.contact.employers'), employers.length > 0 ? format.list(employers) : null],
    [t('customers.contacts.note'), contact.note],
  ];
  return (
    <dl className={`${css.facts} ${css.section}`}>
      {contact.phone ? (
        <>
          <dt>{t('customers.contacts.phone')}</dt>
          <dd>
            <Phone phone={contact.phone} name={contact.name} of={{ contactId: contact.id }} />
          </dd>
        </>
      ) : null}
      {contact.email ? (
        <>
          <dt>{t('customers.contacts.email')}</dt>
          <dd>
            <a href={`mailto:${contact.email}`}>{contact.email}</a>
          </dd>
        </>
      ) : null}
      {facts.map(([label, value]) =>
        value ? (
          <div key={label} style={{ display: 'contents' }}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ) : null,
      )}
    </dl>
  );
}
