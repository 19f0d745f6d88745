import { DatePicker, Form, Select } from 'antd';
import type { Dayjs } from 'dayjs';
import dayjs from 'dayjs';
import type { PersonRef } from '../../../../../contract/base.ts';
import type { WorkflowFamily } from '../../../../../contract/workflows.ts';
import { workflowFamilies } from '../../../../../contract/workflows.ts';
import { api } from '../../../lib/client.ts';
import { useCommand } from '../../../lib/command.ts';
import { applyFieldErrors, hasFieldErrors, useFieldText } from '../../../lib/errors.ts';
import { useMe } from '../../../lib/me.ts';
import { useT } from '../../../lib/texts.ts';
import { FormAlert } from '../../../ui/form-alert.tsx';
import { FormModal } from '../../../ui/form-modal.tsx';
import { SubmitKeys } from '../../../ui/submit-keys.tsx';
import { PersonPicker } from '../../../widgets/user-picker/person-picker.tsx';

const dayFormat = 'YYYY-MM-DD';
const whole = 'all';
type Values = {
  personId: PersonRef | null;
  deputyId: PersonRef | null;
  family: WorkflowFamily | typeof whole;
  untilOn: [Dayjs, Dayjs] | null;
};

/** Names who acts for the person, or for somebody else, from a day until another. */
export function DeputyForm({ forOther, onClose }: { forOther: boolean; onClose: () => void }) {
  const t = useT();
  const me = useMe();
  const [form] = Form.useForm<Values>();
  const fieldText = useFieldText();
  const create = useCommand(api.deputies.create, {
    onSuccess: onClose,
    onError: (error) => void applyFieldErrors(form, error, fieldText),
  });
  const needed = [{ required: true, message: t('errors.fields.required') }];
  const today = dayjs(me.company.today);
  const submit = ({ personId, deputyId, family, untilOn }: Values) => {
    if (!deputyId || !untilOn) return;
    create.mutate({
      ...(forOther && personId && { personId: personId.id }),
      deputyId: deputyId.id,
      family: family === whole ? null : family,
      fromOn: untilOn[0].format(dayFormat),
      untilOn: untilOn[1].format(dayFormat),
    });
  };
  const families = workflowFamilies.map((value) => ({ value, label: t(`workflows.families.${value}`) }));
  return (
    <FormModal
      title={forOther ? t('deputies.forOther') : t('deputies.name')}
      okText={t('common.save')}
      cancelText={t('common.cancel')}
      confirmLoading={create.isPending}
      dirty={() => form.isFieldsTouched()}
      onClose={onClose}
      onOk={form.submit}
    >
      <SubmitKeys onSubmit={form.submit}>
        <Form
          form={form}
          layout="vertical"
          initialValues={{ personId: null, deputyId: null, family: whole, untilOn: [today, today] }}
          onFinish={submit}
        >
          {forOther ? (
            <Form.Item name="personId" label={t('deputies.person')} rules={needed}>
              <PersonPicker />
            </Form.Item>
          ) : null}
          <Form.Item name="deputyId" label={t('deputies.deputy')} rules={needed}>
            <PersonPicker except={forOther ? [] : [me.id]} />
          </Form.Item>
          <Form.Item name="untilOn" label={t('deputies.days')} rules={needed}>
            <DatePicker.RangePicker
              format={dayFormat}
              style={{ width: '100%' }}
              minDate={today}
              placeholder={[t('forms.from'), t('forms.until')]}
            />
          </Form.Item>
          <Form.Item name="family" label={t('deputies.family')}>
            <Select options={[{ value: whole, label: t('deputies.allFamilies') }, ...families]} />
          </Form.Item>
          {hasFieldErrors(create.error) ? null : <FormAlert error={create.error} />}
        </Form>
      </SubmitKeys>
    </FormModal>
  );
}
