import { EditOutlined, PlusOutlined, UserOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import type { Contact, Customer } from '../../../../../contract/customers.ts';
import { useFormat } from '../../../lib/format.ts';
import { useT } from '../../../lib/texts.ts';
import { Card, Row } from '../../../ui/card.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Avatar } from '../../../ui/person-name.tsx';
import { StateTag } from '../../../ui/state-tag.tsx';
import { Phone } from '../../../widgets/phone/phone.tsx';
import css from './archive.module.css';
import { ContactForm } from './contact-form.tsx';

/** The people at the customer, and their part in a purchase. */
export function Contacts({ customer }: { customer: Customer }) {
  const t = useT();
  const [open, setOpen] = useState<Contact | 'new' | null>(null);
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
          <ContactRow key={contact.id} contact={contact} onEdit={customer.can.update ? setOpen : undefined} />
        ))}
      </ul>
      {leavers.length > 0 ? (
        <>
          <h3 className={css.sub}>{t('customers.contacts.leavers')}</h3>
          <ul>
            {leavers.map((contact) => (
              <ContactRow key={contact.id} contact={contact} onEdit={customer.can.update ? setOpen : undefined} />
            ))}
          </ul>
        </>
      ) : null}
      {open ? (
        <ContactForm customerId={customer.id} contact={open === 'new' ? null : open} onClose={() => setOpen(null)} />
      ) : null}
    </Card>
  );
}

function ContactRow({ contact, onEdit }: { contact: Contact; onEdit?: (contact: Contact) => void }) {
  const t = useT();
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
        <strong>{contact.name}</strong> {contact.title ? <span>{contact.title}</span> : null}
        {contact.decisionRole ? (
          <StateTag tone="info">{t(`customers.decisionRoles.${contact.decisionRole}`)}</StateTag>
        ) : (
          <StateTag tone="done">{t('customers.contacts.unknownRole')}</StateTag>
        )}
      </span>
    </Row>
  );
}
