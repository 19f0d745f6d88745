import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Form, Input, InputNumber, Select } from 'antd';
import type { ReactNode } from 'react';
import { creditCodeFault } from '../../../../../contract/credit-code.ts';
import { useT } from '../../../lib/texts.ts';
import { useClear } from '../../../ui/clear.tsx';
import { CustomerPicker } from '../../../widgets/customer-picker/customer-picker.tsx';
import { useLists } from '../../../widgets/lists/use-lists.ts';
import { useOwnFields } from '../../../widgets/own-fields/use-own-fields.ts';
import type { ArchiveField } from '../archive-values.ts';
import css from './forms.module.css';

const money = /^\d{1,13}(\.\d{1,2})?$/;

type FieldsProps = {
  /** Said below a field, such as the value that somebody else has given it. */
  notes?: Partial<Record<ArchiveField, ReactNode>>;
};

type ListFieldProps = FieldsProps & { list: 'segment' | 'region' | 'industry' | 'level' };

function ListField({ list, notes }: ListFieldProps) {
  const t = useT();
  const clear = useClear();
  const lists = useLists();
  const name = `${list}Id` as const;
  const current = Form.useWatch<string | undefined>(name);
  const { segments } = useOwnFields();
  const barred = new Set(segments.filter((segment) => !segment.mayCreate).map((segment) => segment.id));
  const options = lists.options(list, current).filter(({ value }) => value === current || !barred.has(value));
  return (
    <Form.Item name={name} label={t(`customers.fields.${list}`)} extra={notes?.[name]}>
      <Select allowClear={clear} showSearch={{ optionFilterProp: 'label' }} options={options} loading={lists.loading} />
    </Form.Item>
  );
}

/** Name, segment, phone: what is usually known at once. `below` stands right under the name. */
export function MainFields({ notes, below, focus }: FieldsProps & { below?: ReactNode; focus?: boolean }) {
  const t = useT();
  return (
    <>
      <Form.Item
        name="name"
        label={t('customers.fields.name')}
        extra={notes?.name}
        rules={[
          { required: true, whitespace: true, message: t('errors.fields.required') },
          { max: 200, message: t('customers.form.tooLong', { max: 200 }) },
        ]}
      >
        <Input autoFocus={focus} autoComplete="off" maxLength={220} />
      </Form.Item>
      {below}
      <div className={css.pair}>
        <ListField list="segment" notes={notes} />
        <ListField list="region" notes={notes} />
      </div>
      <Form.Item
        name="phone"
        label={t('customers.fields.phone')}
        extra={notes?.phone}
        rules={[{ max: 40, message: t('customers.form.tooLong', { max: 40 }) }]}
      >
        <Input inputMode="tel" autoComplete="off" />
      </Form.Item>
    </>
  );
}

/** Everything else that an archive holds. */
export function MoreFields({ notes, except }: FieldsProps & { except?: string }) {
  const t = useT();
  const long = (max: number) => ({ max, message: t('customers.form.tooLong', { max }) });
  return (
    <>
      <div className={css.pair}>
        <ListField list="industry" notes={notes} />
        <ListField list="level" notes={notes} />
      </div>
      <Form.Item name="parentId" label={t('customers.fields.parent')} extra={notes?.parentId}>
        <CustomerPicker except={except} />
      </Form.Item>
      <Form.Item
        name="creditCode"
        label={t('customers.fields.creditCode')}
        extra={notes?.creditCode}
        normalize={(value: string) => value.trim().toUpperCase()}
        validateTrigger="onBlur"
        rules={[
          {
            validator: (_rule, value: string | null | undefined) => {
              const fault = value ? creditCodeFault(value) : null;
              if (fault === null) return Promise.resolve();
              const known = fault === 'checkDigit' ? 'errors.fields.checkDigit' : 'customers.form.creditCodeWrong';
              return Promise.reject(new Error(t(known)));
            },
          },
        ]}
      >
        <Input autoComplete="off" />
      </Form.Item>
      <Form.Item name="website" label={t('customers.fields.website')} extra={notes?.website} rules={[long(200)]}>
        <Input inputMode="url" autoComplete="off" />
      </Form.Item>
      <Figures notes={notes} />
      <Addresses notes={notes} />
      <Form.Item
        name="description"
        label={t('customers.fields.description')}
        extra={notes?.description}
        rules={[long(5000)]}
      >
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 10 }} />
      </Form.Item>
    </>
  );
}

function Figures({ notes }: FieldsProps) {
  const t = useT();
  return (
    <div className={css.triple}>
      <Form.Item name="foundedYear" label={t('customers.fields.foundedYear')} extra={notes?.foundedYear}>
        <InputNumber min={1000} max={2199} precision={0} controls={false} className={css.number} />
      </Form.Item>
      <Form.Item name="employees" label={t('customers.fields.employees')} extra={notes?.employees}>
        <InputNumber min={0} max={10_000_000} precision={0} controls={false} className={css.number} />
      </Form.Item>
      <Form.Item
        name="annualRevenue"
        label={t('customers.fields.annualRevenue')}
        extra={notes?.annualRevenue}
        rules={[
          {
            validator: (_rule, value: string | null | undefined) =>
              !value || money.test(value.replaceAll(',', '').trim())
                ? Promise.resolve()
                : Promise.reject(new Error(t('customers.form.moneyWrong'))),
          },
        ]}
      >
        <Input inputMode="decimal" autoComplete="off" />
      </Form.Item>
    </div>
  );
}

const addressKinds = ['office', 'factory', 'delivery', 'invoice'] as const;

function Addresses({ notes }: FieldsProps) {
  const t = useT();
  const kinds = addressKinds.map((kind) => ({ value: kind, label: t(`customers.addressKinds.${kind}`) }));
  return (
    <Form.List name="addresses">
      {(fields, { add, remove }) => (
        <fieldset className={css.group}>
          <legend className={css.legend}>{t('customers.fields.addresses')}</legend>
          {fields.map((field) => (
            <div key={field.key} className={css.address}>
              <Form.Item name={[field.name, 'kind']} className={css.kind}>
                <Select options={kinds} aria-label={t('customers.form.addressKind')} />
              </Form.Item>
              <Form.Item
                name={[field.name, 'text']}
                className={css.grow}
                rules={[{ max: 300, message: t('customers.form.tooLong', { max: 300 }) }]}
              >
                <Input aria-label={t('customers.form.address')} autoComplete="off" />
              </Form.Item>
              <Button
                type="text"
                icon={<DeleteOutlined />}
                aria-label={t('customers.form.removeAddress')}
                onClick={() => remove(field.name)}
              />
            </div>
          ))}
          {notes?.addresses}
          {fields.length < 20 ? (
            <Button
              type="dashed"
              size="small"
              icon={<PlusOutlined />}
              onClick={() => add({ kind: 'office', text: '' })}
            >
              {t('customers.form.addAddress')}
            </Button>
          ) : null}
        </fieldset>
      )}
    </Form.List>
  );
}
