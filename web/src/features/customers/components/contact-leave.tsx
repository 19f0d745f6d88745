import { Form, Input, Radio, Select } from 'antd';
import type { DecisionRole, LeaveReason } from '../../../../../contract/contacts.shapes.ts';
import { decisionRoles, leaveReasons } from '../../../../../contract/contacts.shapes.ts';
import type { Contact, Customer } from '../../../../../contract/customers.ts';
import { api } from '../../../lib/client.ts';
import { useCommand } from '../../../lib/command.ts';
import { applyFieldErrors, hasFieldErrors, useFieldText } from '../../../lib/errors.ts';
import { useMe } from '../../../lib/me.ts';
import { useT } from '../../../lib/texts.ts';
import { useClear } from '../../../ui/clear.tsx';
import { FormAlert } from '../../../ui/form-alert.tsx';
import { FormModal } from '../../../ui/form-modal.tsx';
import { SubmitKeys } from '../../../ui/submit-keys.tsx';
import type { CustomerRef } from '../../../widgets/customer-picker/customer-picker.tsx';
import { CustomerPicker } from '../../../widgets/customer-picker/customer-picker.tsx';
import css from './forms.module.css';

type Where = 'unknown' | 'customer' | 'elsewhere';
type LeaveValues = {
  leftOn: string;
  reason?: LeaveReason;
  where: Where;
  place?: string;
  successorId?: string;
  next?: { customerId?: CustomerRef | null; title?: string; decisionRole?: DecisionRole; phone?: string };
  note?: string;
};

const empty = (value: string | null | undefined) => value?.trim() || null;

type LeaveProps = { contact: Contact; customer: Customer; onClose: () => void };

/** Ends a post; nothing of it is overwritten. */
export function LeaveForm({ contact, customer, onClose }: LeaveProps) {
  const t = useT();
  const clear = useClear();
  const { today } = useMe().company;
  const [form] = Form.useForm<LeaveValues>();
  const fieldText = useFieldText();
  const leave = useCommand(api.contacts.leave, {
    onSuccess: onClose,
    onError: (error) => void applyFieldErrors(form, error, fieldText),
  });
  const submit = (values: LeaveValues) => {
    const { next, where } = values;
    leave.mutate({
      id: contact.id,
      version: contact.version,
      leftOn: values.leftOn,
      reason: values.reason ?? null,
      note: empty(values.note),
      place: where === 'elsewhere' ? empty(values.place) : null,
      successorId: values.successorId ?? null,
      ...(where === 'customer' && next?.customerId
        ? {
            next: {
              customerId: next.customerId.id,
              title: empty(next.title),
              decisionRole: next.decisionRole ?? null,
              phone: empty(next.phone),
            },
          }
        : {}),
    });
  };
  const present = customer.contacts.filter((one) => !one.leftOn && one.id !== contact.id);
  // A masked number cannot be taken along.
  const phone = contact.phone?.includes('*') ? undefined : (contact.phone ?? undefined);
  return (
    <FormModal
      title={t('relationships.leave.title', { name: contact.name })}
      dirty={() => form.isFieldsTouched()}
      onClose={onClose}
      onOk={form.submit}
      okText={t('relationships.leave.save')}
      confirmLoading={leave.isPending}
    >
      <p style={{ marginBottom: 12 }}>{t('relationships.leave.hint')}</p>
      <SubmitKeys onSubmit={form.submit}>
        <Form
          form={form}
          layout="vertical"
          initialValues={{ leftOn: today, where: 'unknown', next: { phone } }}
          onFinish={submit}
        >
          <div className={css.pair}>
            <Form.Item
              name="leftOn"
              label={t('relationships.leave.leftOn')}
              rules={[{ required: true, message: t('errors.fields.required') }]}
            >
              <Input type="date" max={today} />
            </Form.Item>
            <Form.Item name="reason" label={t('relationships.leave.reason')}>
              <Select
                allowClear={clear}
                options={leaveReasons.map((value) => ({ value, label: t(`relationships.leave.reasons.${value}`) }))}
              />
            </Form.Item>
          </div>
          <Successor among={present} />
          <WhereTo except={contact.customerId} />
          <Form.Item name="note" label={t('relationships.leave.note')}>
            <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={500} />
          </Form.Item>
          {hasFieldErrors(leave.error) ? null : <FormAlert error={leave.error} />}
        </Form>
      </SubmitKeys>
    </FormModal>
  );
}

function Successor({ among }: { among: readonly Contact[] }) {
  const clear = useClear();
  const t = useT();
  return (
    <Form.Item
      name="successorId"
      label={t('relationships.leave.successor')}
      extra={among.length === 0 ? t('relationships.succession.add') : null}
    >
      <Select
        allowClear={clear}
        disabled={among.length === 0}
        placeholder={t('relationships.leave.successorOpen')}
        options={among.map((one) => ({ value: one.id, label: [one.name, one.title].filter(Boolean).join(' ') }))}
      />
    </Form.Item>
  );
}

function WhereTo({ except }: { except: string }) {
  const clear = useClear();
  const t = useT();
  const where = Form.useWatch<Where | undefined>('where');
  const choices: Where[] = ['unknown', 'customer', 'elsewhere'];
  return (
    <>
      <Form.Item name="where" label={t('relationships.leave.where')}>
        <Radio.Group options={choices.map((value) => ({ value, label: t(`relationships.leave.${value}`) }))} />
      </Form.Item>
      {where === 'elsewhere' ? (
        <Form.Item name="place" label={t('relationships.leave.place')}>
          <Input autoComplete="off" maxLength={200} />
        </Form.Item>
      ) : null}
      {where === 'customer' ? (
        <>
          <Form.Item
            name={['next', 'customerId']}
            label={t('relationships.leave.customer')}
            extra={t('relationships.leave.nextHint')}
            rules={[{ required: true, message: t('errors.fields.required') }]}
          >
            <CustomerPicker except={except} />
          </Form.Item>
          <div className={css.pair}>
            <Form.Item name={['next', 'title']} label={t('relationships.leave.newTitle')}>
              <Input autoComplete="off" maxLength={80} />
            </Form.Item>
            <Form.Item name={['next', 'decisionRole']} label={t('relationships.leave.newRole')}>
              <Select
                allowClear={clear}
                options={decisionRoles.map((value) => ({ value, label: t(`customers.decisionRoles.${value}`) }))}
              />
            </Form.Item>
          </div>
          <Form.Item name={['next', 'phone']} label={t('relationships.leave.newPhone')}>
            <Input inputMode="tel" autoComplete="off" maxLength={40} />
          </Form.Item>
        </>
      ) : null}
    </>
  );
}
