import { DownOutlined, UpOutlined } from '@ant-design/icons';
import { Button, Form, Input, Select } from 'antd';
import { useMemo, useState } from 'react';
import { decisionRoles } from '../../../../../contract/customers.ts';
import { api, apiError } from '../../../lib/client.ts';
import { useCommand } from '../../../lib/command.ts';
import { useDraft } from '../../../lib/drafts.ts';
import { applyFieldErrors, hasFieldErrors, useFieldText } from '../../../lib/errors.ts';
import { useMe } from '../../../lib/me.ts';
import { useT } from '../../../lib/texts.ts';
import { useClear } from '../../../ui/clear.tsx';
import { FormAlert } from '../../../ui/form-alert.tsx';
import { SubmitKeys } from '../../../ui/submit-keys.tsx';
import { ownChanges, settleInputs } from '../../../widgets/own-fields/own-form.ts';
import { OwnInputs } from '../../../widgets/own-fields/own-inputs.tsx';
import { useOwnFields } from '../../../widgets/own-fields/use-own-fields.ts';
import { PersonPicker } from '../../../widgets/user-picker/person-picker.tsx';
import type { ContactValue, NewCustomerValues } from '../archive-values.ts';
import { toCreate } from '../archive-values.ts';
import { MainFields, MoreFields } from './customer-fields.tsx';
import { Duplicates, useDuplicates } from './duplicates.tsx';
import css from './forms.module.css';

type NewCustomerProps = { onCreated: (id: string) => void; onCancel: () => void; initialName?: string };

const moreFields = ['industryId', 'levelId', 'parentId', 'creditCode', 'website', 'foundedYear', 'employees'] as const;

/** A new customer: only the name is compulsory, and who has it already is said while it is typed. */
export function NewCustomer({ onCreated, onCancel, initialName }: NewCustomerProps) {
  const t = useT();
  const [form] = Form.useForm<NewCustomerValues>();
  const draft = useDraft<NewCustomerValues>('customer.new');
  const [kept, setKept] = useState(() => draft.stored());
  const [more, setMore] = useState(() => moreFields.some((field) => kept?.[field]));
  const { found, accepted, setAccepted } = useAsked(form);
  const catalogue = useOwnFields();
  const create = useCreate(form, draft.clear, onCreated, found.again, () => setMore(true));
  const mustAccept = found.exact.length === 0 && found.similar.length > 0 && !accepted;
  const submit = (values: NewCustomerValues) => {
    if (mustAccept) return;
    const inputs = form.getFieldsValue(true).own ?? {};
    const { visible } = settleInputs(catalogue.definitions, inputs, values);
    create.mutate(toCreate(values, accepted, ownChanges(catalogue.definitions, visible, {}, inputs)));
  };
  return (
    <SubmitKeys onSubmit={form.submit}>
      {kept ? (
        <p className={css.draft} role="status">
          {t('customers.form.draftKept')}
          <Button
            size="small"
            onClick={() => {
              draft.clear();
              setKept(null);
              form.setFieldsValue(emptied(form.getFieldsValue(true)));
            }}
          >
            {t('customers.form.discard')}
          </Button>
        </p>
      ) : null}
      <Form
        form={form}
        className={css.form}
        layout="vertical"
        requiredMark
        initialValues={kept ?? { name: initialName }}
        onValuesChange={(_changed, values) => draft.keep({ ...form.getFieldsValue(true), ...values })}
        onFinish={submit}
      >
        <MainFields focus below={<Duplicates found={found} accepted={accepted} onAccept={setAccepted} />} />
        <OwnInputs catalogue={catalogue} only={(field) => field.compulsory} />
        <FirstContact />
        <Fold open={more} onToggle={() => setMore(!more)} />
        <div hidden={!more}>
          <OwnerField />
          <OwnInputs catalogue={catalogue} only={(field) => !field.compulsory} />
          <MoreFields />
        </div>
        <div className={css.bar}>
          {hasFieldErrors(create.error) ? null : <FormAlert error={create.error} />}
          <div className={css.foot}>
            <Button type="primary" htmlType="submit" loading={create.isPending} disabled={mustAccept}>
              {t('customers.form.create')}
            </Button>
            <Button onClick={onCancel}>{t('common.cancel')}</Button>
            {mustAccept ? (
              <span className={css.theirs}>{t('customers.duplicates.acceptFirst')}</span>
            ) : (
              <span className={css.keys}>{t('customers.form.keys')}</span>
            )}
          </div>
        </div>
      </Form>
    </SubmitKeys>
  );
}

function emptied(values: NewCustomerValues): NewCustomerValues {
  return Object.fromEntries(Object.keys(values).map((key) => [key, undefined]));
}

function useAsked(form: ReturnType<typeof Form.useForm<NewCustomerValues>>[0]) {
  const name = Form.useWatch('name', form);
  const creditCode = Form.useWatch('creditCode', form);
  const phone = Form.useWatch('phone', form);
  const found = useDuplicates({ name, creditCode, phone });
  // The word given holds for the customers that were seen: other finds ask again.
  const seen = useMemo(() => found.similar.map((item) => item.customer?.id ?? item.owner.id).join(), [found.similar]);
  const [acceptedFor, setAcceptedFor] = useState<string | null>(null);
  const accepted = acceptedFor !== null && acceptedFor === seen;
  return { found, accepted, setAccepted: (yes: boolean) => setAcceptedFor(yes ? seen : null) };
}

function useCreate(
  form: ReturnType<typeof Form.useForm<NewCustomerValues>>[0],
  clearDraft: () => void,
  onCreated: (id: string) => void,
  askAgain: () => Promise<unknown>,
  showAll: () => void,
) {
  const fieldText = useFieldText();
  return useCommand(api.customers.create, {
    onSuccess: (customer) => {
      clearDraft();
      onCreated(customer.id);
    },
    onError: (error) => {
      if (applyFieldErrors(form, error, fieldText)) showAll();
      if (apiError(error)?.code === 'customers.duplicate') void askAgain();
    },
  });
}

function Fold({ open, onToggle }: { open: boolean; onToggle: () => void }) {
  const t = useT();
  return (
    <Button
      className={css.fold}
      type="text"
      icon={open ? <UpOutlined /> : <DownOutlined />}
      aria-expanded={open}
      onClick={onToggle}
    >
      {open ? t('customers.form.fewer') : t('customers.form.more')}
    </Button>
  );
}

function OwnerField() {
  const t = useT();
  const me = useMe();
  if (!me.hasSubordinates) return null;
  return (
    <Form.Item name="ownerId" label={t('customers.fields.owner')}>
      <PersonPicker subordinates self placeholder={me.name} />
    </Form.Item>
  );
}

const isBegun = (contact: ContactValue | undefined) => Object.values(contact ?? {}).some(Boolean);

function FirstContact() {
  const t = useT();
  const clear = useClear();
  const begun = isBegun(Form.useWatch('contacts')?.[0]);
  const roles = decisionRoles.map((role) => ({ value: role, label: t(`customers.decisionRoles.${role}`) }));
  return (
    <fieldset className={css.contact}>
      <legend className={css.legend}>{t('customers.form.contact')}</legend>
      <div className={css.pair}>
        <Form.Item
          name={['contacts', 0, 'name']}
          label={t('customers.form.contactName')}
          required={begun}
          rules={[
            // Asked of the form itself: a fast Ctrl Enter comes before the next rendering.
            (fields) => ({
              validator: (_rule, name: string | undefined) =>
                name?.trim() || !isBegun(fields.getFieldValue(['contacts', 0]))
                  ? Promise.resolve()
                  : Promise.reject(new Error(t('customers.form.contactNeedsName'))),
            }),
          ]}
        >
          <Input autoComplete="off" maxLength={80} />
        </Form.Item>
        <Form.Item name={['contacts', 0, 'phone']} label={t('customers.form.contactPhone')}>
          <Input inputMode="tel" autoComplete="off" maxLength={40} />
        </Form.Item>
        <Form.Item name={['contacts', 0, 'title']} label={t('customers.form.contactTitle')}>
          <Input autoComplete="off" maxLength={80} />
        </Form.Item>
        <Form.Item name={['contacts', 0, 'decisionRole']} label={t('customers.form.contactRole')}>
          <Select allowClear={clear} options={roles} />
        </Form.Item>
      </div>
    </fieldset>
  );
}
