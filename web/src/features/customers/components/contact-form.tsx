import { Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { attitudes, decisionRoles } from '../../../../../contract/contacts.shapes.ts';
import type { Contact } from '../../../../../contract/customers.ts';
import { api, apiError } from '../../../lib/client.ts';
import { useCommand } from '../../../lib/command.ts';
import { applyFieldErrors, hasFieldErrors, useFieldText } from '../../../lib/errors.ts';
import { useMe } from '../../../lib/me.ts';
import { useT } from '../../../lib/texts.ts';
import { useClear } from '../../../ui/clear.tsx';
import { FormAlert } from '../../../ui/form-alert.tsx';
import { FormModal } from '../../../ui/form-modal.tsx';
import { SubmitKeys } from '../../../ui/submit-keys.tsx';
import css from './forms.module.css';

type ContactValues = Pick<
  Contact,
  | 'name'
  | 'title'
  | 'decisionRole'
  | 'attitude'
  | 'influence'
  | 'phone'
  | 'email'
  | 'birthday'
  | 'school'
  | 'employers'
  | 'note'
  | 'startedOn'
  | 'leftOn'
>;
type ContactFormProps = { customerId: string; contact: Contact | null; onClose: () => void };

const empty = (value: string | null | undefined) => value?.trim() || null;

/** A new contact, or changes of one. Whoever has left stays, marked. */
export function ContactForm({ customerId, contact, onClose }: ContactFormProps) {
  const t = useT();
  const [form] = Form.useForm<ContactValues>();
  const { save, create, update } = useSave(form, customerId, contact, onClose);
  const error = create.error ?? update.error;
  const busy = create.isPending || update.isPending;
  return (
    <FormModal
      title={contact ? t('customers.contacts.edit') : t('customers.contacts.add')}
      dirty={() => form.isFieldsTouched()}
      onClose={onClose}
      onOk={form.submit}
      okText={t('common.save')}
      confirmLoading={busy}
    >
      <SubmitKeys onSubmit={form.submit}>
        <Form form={form} layout="vertical" initialValues={contact ?? {}} onFinish={() => save(contact)}>
          <ContactFields />
          <PersonFields open={contact !== null} />
          {contact ? <Left /> : null}
          {hasFieldErrors(error) ? null : <FormAlert error={error} />}
          {contact && apiError(error)?.code === 'common.stale' ? (
            <Retake contact={contact} onTaken={(newest) => save(newest)} />
          ) : null}
        </Form>
      </SubmitKeys>
    </FormModal>
  );
}

function useSave(
  form: ReturnType<typeof Form.useForm<ContactValues>>[0],
  customerId: string,
  contact: Contact | null,
  onClose: () => void,
) {
  const fieldText = useFieldText();
  const options = { onSuccess: onClose, onError: (error: Error) => void applyFieldErrors(form, error, fieldText) };
  const create = useCommand(api.customers.createContact, options);
  const update = useCommand(api.customers.updateContact, options);
  const save = (base: Contact | null) => {
    const typed: Partial<ContactValues> = form.getFieldsValue(true);
    const fields = {
      name: typed.name?.trim() ?? '',
      title: empty(typed.title),
      decisionRole: typed.decisionRole ?? null,
      attitude: typed.attitude ?? null,
      influence: typed.influence ?? null,
      birthday: empty(typed.birthday),
      school: empty(typed.school),
      employers: typed.employers ?? [],
      startedOn: empty(typed.startedOn),
      phone: empty(typed.phone),
      email: empty(typed.email),
      note: empty(typed.note),
    };
    if (!contact || !base) create.mutate({ customerId, ...fields });
    else update.mutate({ id: base.id, version: base.version, ...fields, leftOn: typed.leftOn ?? null });
  };
  return { save, create, update };
}

function ContactFields() {
  const t = useT();
  const clear = useClear();
  const roles = decisionRoles.map((role) => ({ value: role, label: t(`customers.decisionRoles.${role}`) }));
  return (
    <>
      <div className={css.pair}>
        <Form.Item
          name="name"
          label={t('customers.contacts.name')}
          rules={[{ required: true, whitespace: true, message: t('errors.fields.required') }]}
        >
          <Input autoFocus autoComplete="off" maxLength={80} />
        </Form.Item>
        <Form.Item name="title" label={t('customers.contacts.title')}>
          <Input autoComplete="off" maxLength={80} />
        </Form.Item>
        <Form.Item name="phone" label={t('customers.contacts.phone')}>
          <Input inputMode="tel" autoComplete="off" maxLength={40} />
        </Form.Item>
        <Form.Item
          name="email"
          label={t('customers.contacts.email')}
          rules={[{ type: 'email', message: t('customers.contacts.emailWrong') }]}
        >
          <Input inputMode="email" autoComplete="off" maxLength={200} />
        </Form.Item>
      </div>
      <div className={css.triple}>
        <Form.Item name="decisionRole" label={t('customers.contacts.role')}>
          <Select allowClear={clear} options={roles} />
        </Form.Item>
        <Form.Item name="attitude" label={t('relationships.contact.attitude')}>
          <Select
            allowClear={clear}
            options={attitudes.map((value) => ({ value, label: t(`relationships.attitudes.${value}`) }))}
          />
        </Form.Item>
        <Form.Item name="influence" label={t('relationships.contact.influence')}>
          <Select allowClear={clear} options={[1, 2, 3, 4, 5].map((value) => ({ value, label: String(value) }))} />
        </Form.Item>
      </div>
      <Form.Item name="note" label={t('customers.contacts.note')}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={2000} />
      </Form.Item>
    </>
  );
}

/** What is known of the human being; folded away while a new contact is written down. */
function PersonFields({ open }: { open: boolean }) {
  const t = useT();
  const [shown, setShown] = useState(open);
  return (
    <>
      {shown ? null : (
        <Button type="link" className={css.fold} onClick={() => setShown(true)}>
          {t('relationships.contact.more')}
        </Button>
      )}
      <div hidden={!shown}>
        <p className={css.group}>{t('relationships.contact.factsHint')}</p>
        <div className={css.pair}>
          <Form.Item name="startedOn" label={t('relationships.contact.startedOn')}>
            <Input type="date" />
          </Form.Item>
          <Form.Item name="birthday" label={t('relationships.contact.birthday')}>
            <Input type="date" />
          </Form.Item>
        </div>
        <Form.Item name="school" label={t('relationships.contact.school')}>
          <Input autoComplete="off" maxLength={120} />
        </Form.Item>
        <Form.Item
          name="employers"
          label={t('relationships.contact.employers')}
          extra={t('relationships.contact.employersHint')}
        >
          <Select mode="tags" open={false} suffixIcon={null} maxCount={20} />
        </Form.Item>
      </div>
    </>
  );
}

/** The day on which the contact left; empty while they are there. */
function Left() {
  const t = useT();
  const { today } = useMe().company;
  const form = Form.useFormInstance<ContactValues>();
  const leftOn = Form.useWatch('leftOn', form);
  return (
    <>
      <Form.Item
        name="leftOn"
        hidden={!leftOn}
        label={t('customers.contacts.leftOn')}
        extra={t('customers.contacts.leftHint')}
      >
        <Input type="date" max={today} />
      </Form.Item>
      <Button size="small" onClick={() => form.setFieldValue('leftOn', leftOn ? null : today)}>
        {leftOn ? t('customers.contacts.markBack') : t('customers.contacts.markLeft')}
      </Button>
    </>
  );
}

/** Saves over the version that somebody else has just written, with what stands in the form. */
function Retake({ contact, onTaken }: { contact: Contact; onTaken: (newest: Contact) => void }) {
  const t = useT();
  const [loading, setLoading] = useState(false);
  const take = async () => {
    setLoading(true);
    try {
      const customer = await api.customers.get.call({ id: contact.customerId });
      const newest = customer.contacts.find((each) => each.id === contact.id);
      if (newest) onTaken(newest);
    } finally {
      setLoading(false);
    }
  };
  return (
    <Button loading={loading} onClick={() => void take()}>
      {t('customers.contacts.saveAnyway')}
    </Button>
  );
}
