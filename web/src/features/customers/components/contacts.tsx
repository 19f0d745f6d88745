import { EditOutlined, PlusOutlined, UserOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import type { Contact, Customer } from '../../../../../contract/customers.ts';
import { useFormat } from '../../../lib/format.ts';
import { useSearchParams } from '../../../lib/search-params.ts';
import { useT } from '../../../lib/texts.ts';
import { Card, Row } from '../../../ui/card.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Avatar } from '../../../ui/person-name.tsx';
import { Phone } from '../../../widgets/phone/phone.tsx';
import css from './archive.module.css';
import { ContactDrawer } from './contact-drawer.tsx';
import { ContactForm } from './contact-form.tsx';
import { ContactTags, useWhereTo } from './contact-tags.tsx';
import people from './relationships.module.css';

/** The people at the customer, and their part in a purchase. */
export function Contacts({ customer }: { customer: Customer }) {
  const t = useT();
  const [open, setOpen] = useState<Contact | 'new' | null>(null);
  const [search, setSearch] = useSearchParams();
  const show = (contact: Contact) => setSearch({ contact: contact.id });
  const present = customer.contacts.filter((contact) => !contact.leftOn);
  const leavers = customer.contacts.filter((contact) => contact.leftOn);
  const add = customer.can.update ? (
    <Button type={present.length === 0 ? 'primary' : 'default'} icon={<PlusOutlined />} onClick={() => setOpen('new')}>
      {t('customers.contacts.add')}
    </Button>
  ) : null;
  return (
    <Card title={t('customers.archive.tabs.contacts')} extra={present.length > 0 ? add : null}>
      {customer.contacts.length === 0 ? (
        <EmptyState
          compact
          icon={<UserOutlined />}
          title={t('customers.contacts.empty')}
          hint={t('customers.contacts.emptyHint')}
          action={add}
        />
      ) : null}
      <ul>
        {present.map((contact) => (
          <ContactRow
            key={contact.id}
            contact={contact}
            onShow={show}
            onEdit={customer.can.update ? setOpen : undefined}
          />
        ))}
      </ul>
      {leavers.length > 0 ? (
        <>
          <h3 className={css.sub}>{t('customers.contacts.leavers')}</h3>
          <ul>
            {leavers.map((contact) => (
              <ContactRow
                key={contact.id}
                contact={contact}
                onShow={show}
                onEdit={customer.can.update ? setOpen : undefined}
              />
            ))}
          </ul>
        </>
      ) : null}
      {open ? (
        <ContactForm customerId={customer.id} contact={open === 'new' ? null : open} onClose={() => setOpen(null)} />
      ) : null}
      <ContactDrawer id={search.contact} customer={customer} onClose={() => setSearch({ contact: undefined })} />
    </Card>
  );
}

type ContactRowProps = {
  contact: Contact;
  onShow: (contact: Contact) => void;
  onEdit?: (contact: Contact) => void;
};

function ContactRow({ contact, onShow, onEdit }: ContactRowProps) {
  const t = useT();
  const whereTo = useWhereTo()(contact);
  const format = useFormat();
  const met = contact.lastMetOn
    ? `${t('customers.contacts.lastMet')} ${format.dayShort(contact.lastMetOn)}`
    : t('customers.contacts.neverMet');
  return (
    <Row
      second={
        <span className={css.reach}>
          {contact.phone ? <Phone phone={contact.phone} name={contact.name} of={{ contactId: contact.id }} /> : null}
          {contact.email ? <a href={`mailto:${contact.email}`}>{contact.email}</a> : null}
          <span>{contact.leftOn ? `${t('customers.contacts.left')} ${format.dayShort(contact.leftOn)}` : met}</span>
          {whereTo ? <span>{whereTo}</span> : null}
          {contact.note ? <span className={css.note}>{contact.note}</span> : null}
        </span>
      }
      end={
        onEdit ? (
          <Button
            type="text"
            icon={<EditOutlined />}
            aria-label={`${t('customers.contacts.edit')} ${contact.name}`}
            onClick={() => onEdit(contact)}
          />
        ) : null
      }
    >
      <span className={css.who}>
        <Avatar name={contact.name} />
        <button
          type="button"
          className={people.name}
          aria-label={t('relationships.contact.open', { name: contact.name })}
          onClick={() => onShow(contact)}
        >
          {contact.name}
        </button>
        {contact.title ? <span>{contact.title}</span> : null}
        <ContactTags contact={contact} />
      </span>
    </Row>
  );
}
