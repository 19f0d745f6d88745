import { App, Button, Checkbox, Form, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import type { Outputs } from '../../../lib/client.ts';
import { api } from '../../../lib/client.ts';
import { useCommand } from '../../../lib/command.ts';
import { addDays } from '../../../lib/days.ts';
import { applyFieldErrors, hasFieldErrors, useFieldText } from '../../../lib/errors.ts';
import { useFormat } from '../../../lib/format.ts';
import { useT } from '../../../lib/texts.ts';
import { Card } from '../../../ui/card.tsx';
import { FormAlert } from '../../../ui/form-alert.tsx';
import { changesOf, rebased } from '../changes.ts';

type Company = Outputs['org']['company'];
type Values = Omit<Company, 'version'>;

function valuesOf({ version: _, ...values }: Company): Values {
  return values;
}

/** Any Monday: weekdays take their names from the seven days after it. */
const aMonday = '2024-01-01';

/** Name, time zone, currency and working week. */
export function CompanyForm({ company, mayChange }: { company: Company; mayChange: boolean }) {
  const t = useT();
  const format = useFormat();
  const [form] = Form.useForm<Values>();
  const { message } = App.useApp();
  const fieldText = useFieldText();
  // The version that the form is measured against; a reload after a conflict moves it on.
  const [base, setBase] = useState(company);
  const save = useCommand(api.org.updateCompany, {
    onSuccess: (saved) => {
      setBase(saved);
      void message.success(t('org.company.saved'));
    },
    onError: (error) => void applyFieldErrors(form, error, fieldText),
  });
  const submit = (values: Values) => {
    const tidy = { ...values, name: values.name.trim(), currency: values.currency.trim().toUpperCase() };
    save.mutate({ version: base.version, ...changesOf(valuesOf(base), tidy) });
  };
  const reload = () => {
    form.setFieldsValue(rebased(valuesOf(base), form.getFieldsValue(true), valuesOf(company)));
    setBase(company);
    save.reset();
  };
  const weekdays = [1, 2, 3, 4, 5, 6, 7].map((day) => ({
    value: day,
    label: format.weekday(addDays(aMonday, day - 1)),
  }));
  return (
    <Card title={t('org.company.title')}>
      <Form form={form} layout="vertical" disabled={!mayChange} initialValues={company} onFinish={submit}>
        <Form.Item
          name="name"
          label={t('org.company.name')}
          rules={[{ required: true, whitespace: true, message: t('errors.fields.required') }]}
        >
          <Input autoComplete="off" maxLength={120} />
        </Form.Item>
        <Form.Item name="timeZone" label={t('org.company.timeZone')} extra={t('org.company.timeZoneHint')}>
          <Select showSearch options={timeZones(company.timeZone)} />
        </Form.Item>
        <Form.Item
          name="currency"
          label={t('org.company.currency')}
          rules={[{ pattern: /^[A-Z]{3}$/i, required: true, message: t('org.company.currencyWrong') }]}
        >
          <Input autoComplete="off" maxLength={3} />
        </Form.Item>
        <Form.Item name="workDays" label={t('org.company.workDays')} extra={t('org.company.workDaysHint')}>
          <Checkbox.Group options={weekdays} />
        </Form.Item>
        <Form.Item
          name="phoneReveals"
          label={t('org.company.phoneReveals')}
          extra={t('org.company.phoneRevealsHint')}
          rules={[{ required: true, message: t('errors.fields.required') }]}
        >
          <InputNumber min={0} max={1000} precision={0} />
        </Form.Item>
        {hasFieldErrors(save.error) ? null : <FormAlert error={save.error} onReload={reload} />}
        {mayChange ? (
          <Button type="primary" htmlType="submit" loading={save.isPending}>
            {t('common.save')}
          </Button>
        ) : null}
      </Form>
    </Card>
  );
}

function timeZones(current: string) {
  const zones = new Set([current, 'UTC', ...Intl.supportedValuesOf('timeZone')]);
  return [...zones].map((zone) => ({ value: zone, label: zone }));
}
