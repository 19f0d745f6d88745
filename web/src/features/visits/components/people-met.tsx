import { CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input, Select } from 'antd';
import { decisionRoles } from '../../../../../contract/customers.ts';
import { useT } from '../../../lib/texts.ts';
import { Chip, Chips } from '../../../ui/chip.tsx';
import { useClear } from '../../../ui/clear.tsx';
import { Grouped } from '../../../ui/labelled.tsx';
import type { NewContact } from '../drafts/draft.ts';
import { newContact } from '../drafts/draft.ts';
import css from './record-form.module.css';
import type { PartProps } from './record-form.tsx';

/** Contacts by one click each, and people met for the first time. */
export function PeopleMet({ draft, patch, errorAt }: PartProps) {
  const t = useT();
  const { contactIds, newContacts } = draft.fields;
  const toggle = (contactId: string) =>
    patch({
      contactIds: contactIds.includes(contactId)
        ? contactIds.filter((other) => other !== contactId)
        : [...contactIds, contactId],
    });
  const change = (place: number, changes: Partial<NewContact>) =>
    patch({ newContacts: newContacts.map((row, at) => (at === place ? { ...row, ...changes } : row)) });
  return (
    <Grouped label={t('visits.met')} error={errorAt('contactIds')}>
      <div className={css.rows}>
        <Chips label={t('visits.met')}>
          {draft.facts.contacts.map((contact) => (
            <Chip key={contact.id} on={contactIds.includes(contact.id)} onToggle={() => toggle(contact.id)}>
              {contact.name}
              {contact.decisionRole || contact.title ? (
                <span className={css.quiet}>
                  {contact.decisionRole ? t(`customers.decisionRoles.${contact.decisionRole}`) : contact.title}
                </span>
              ) : null}
            </Chip>
          ))}
          <Button
            type="dashed"
            shape="round"
            icon={<PlusOutlined />}
            onClick={() => patch({ newContacts: [...newContacts, newContact()] })}
          >
            {t('visits.newContact')}
          </Button>
        </Chips>
        {newContacts.map((row, place) => (
          <NewContactRow
            // Rows have no identity of their own; they are added at the end and keep their place.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            key={place}
            row={row}
            error={errorAt(`newContacts.${place}.name`) ?? errorAt(`newContacts.${place}.phone`)}
            onChange={(changes) => change(place, changes)}
            onRemove={() => patch({ newContacts: newContacts.filter((_, at) => at !== place) })}
          />
        ))}
      </div>
    </Grouped>
  );
}

type NewContactRowProps = {
  row: NewContact;
  error: string | undefined;
  onChange: (changes: Partial<NewContact>) => void;
  onRemove: () => void;
};

function NewContactRow({ row, error, onChange, onRemove }: NewContactRowProps) {
  const t = useT();
  const clear = useClear();
  return (
    <div className={css.line}>
      <Input
        className={css.small}
        autoFocus={row.name === ''}
        aria-label={t('visits.contactName')}
        aria-invalid={error ? true : undefined}
        placeholder={t('visits.contactName')}
        maxLength={80}
        value={row.name}
        onChange={(event) => onChange({ name: event.target.value })}
      />
      <Input
        className={css.small}
        aria-label={t('visits.contactTitle')}
        placeholder={t('visits.contactTitle')}
        maxLength={80}
        value={row.title}
        onChange={(event) => onChange({ title: event.target.value })}
      />
      <Select
        className={css.small}
        aria-label={t('visits.contactRole')}
        placeholder={t('visits.contactRole')}
        allowClear={clear}
        value={row.decisionRole}
        onChange={(role) => onChange({ decisionRole: role ?? null })}
        options={decisionRoles.map((role) => ({ value: role, label: t(`customers.decisionRoles.${role}`) }))}
      />
      <Input
        className={css.small}
        type="tel"
        aria-label={t('visits.contactPhone')}
        placeholder={t('visits.contactPhone')}
        maxLength={40}
        value={row.phone}
        onChange={(event) => onChange({ phone: event.target.value })}
      />
      <Button type="text" icon={<CloseOutlined />} aria-label={t('common.remove')} onClick={onRemove} />
      {error ? <span role="alert">{error}</span> : null}
    </div>
  );
}
