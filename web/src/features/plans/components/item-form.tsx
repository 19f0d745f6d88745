import { Button, DatePicker, Drawer, Form, Input, Segmented, TimePicker } from 'antd';
import type { Dayjs } from 'dayjs';
import dayjs from 'dayjs';
import type { RefObject } from 'react';
import { useRef } from 'react';
import type { PersonRef } from '../../../../../contract/base.ts';
import type { PlanItem } from '../../../../../contract/plans.ts';
import { itemActivities, itemKinds } from '../../../../../contract/plans.ts';
import { api } from '../../../lib/client.ts';
import { useCommand } from '../../../lib/command.ts';
import { applyFieldErrors, useFieldText } from '../../../lib/errors.ts';
import { useMe } from '../../../lib/me.ts';
import { useT } from '../../../lib/texts.ts';
import { FormAlert } from '../../../ui/form-alert.tsx';
import { SubmitKeys } from '../../../ui/submit-keys.tsx';
import { useUnsaved } from '../../../ui/unsaved.ts';
import { CustomerPicker } from '../../../widgets/customer-picker/customer-picker.tsx';
import { PersonPicker } from '../../../widgets/user-picker/person-picker.tsx';

type Values = {
  title: string;
  customerId: { id: string; name: string } | null;
  activity: PlanItem['activity'];
  kind: PlanItem['kind'];
  expectedResult: string | null;
  importance: number;
  day: Dayjs;
  times: [Dayjs, Dayjs] | null;
  ownerIds: PersonRef[];
};

/** What the form begins with: an item to be changed, or what is known of a new one. */
export type ItemStart = { item?: PlanItem; owners?: PersonRef[] } & Partial<
  Pick<PlanItem, 'title' | 'customer' | 'activity' | 'kind' | 'expectedResult' | 'importance' | 'startTime' | 'endTime'>
> & { day: string };

const asTime = (time: string) => dayjs(`2000-01-01T${time}`);

function initialOf(start: ItemStart): Values {
  const { startTime, endTime } = start;
  return {
    title: start.title ?? '',
    customerId: start.customer ?? null,
    activity: start.activity ?? (start.customer ? 'visit' : 'other'),
    kind: start.kind ?? 'routine',
    expectedResult: start.expectedResult ?? null,
    importance: start.importance ?? 2,
    day: dayjs(start.day),
    times: startTime && endTime ? [asTime(startTime), asTime(endTime)] : null,
    ownerIds: start.owners ?? [],
  };
}

function commandOf(values: Values) {
  const [from, to] = values.times ?? [];
  return {
    title: values.title,
    customerId: values.customerId?.id ?? null,
    activity: values.activity,
    kind: values.kind,
    expectedResult: values.expectedResult?.trim() || null,
    importance: values.importance,
    day: values.day.format('YYYY-MM-DD'),
    startTime: from?.format('HH:mm') ?? null,
    endTime: to?.format('HH:mm') ?? null,
  };
}

type ItemFormProps = { start: ItemStart | null; onClose: () => void; onReload?: () => void };

/** A plan item with all its fields: a new one, for oneself or assigned to people below, or one to be changed. */
export function ItemForm({ start, onClose, onReload }: ItemFormProps) {
  const t = useT();
  const guard = useRef<ReturnType<typeof useUnsaved> | null>(null);
  const close = () => (guard.current ? guard.current(onClose) : onClose());
  const title = start?.item ? t('plans.editItem') : t('plans.newItem');
  return (
    <Drawer open={start !== null} onClose={close} title={title} size={480} destroyOnHidden>
      {start ? <Fields start={start} guard={guard} onClose={onClose} onReload={onReload} /> : null}
    </Drawer>
  );
}

function useSave(start: ItemStart, onClose: () => void, onError: (error: Error) => void) {
  const create = useCommand(api.plans.createItem, { onSuccess: onClose, onError });
  const update = useCommand(api.plans.updateItem, { onSuccess: onClose, onError });
  const save = (values: Values) => {
    const command = commandOf(values);
    if (start.item) {
      update.mutate({ id: start.item.id, version: start.item.version, ...command });
    } else {
      const owners = values.ownerIds ?? [];
      create.mutate({ ...command, ownerIds: owners.length > 0 ? owners.map(({ id }) => id) : undefined });
    }
  };
  const running = start.item ? update : create;
  return { save, error: running.error, isPending: running.isPending };
}

type FieldsProps = Omit<ItemFormProps, 'start'> & {
  start: ItemStart;
  guard: RefObject<ReturnType<typeof useUnsaved> | null>;
};

function Fields({ start, guard, onClose, onReload }: FieldsProps) {
  const t = useT();
  const me = useMe();
  const fieldText = useFieldText();
  const [form] = Form.useForm<Values>();
  const { save, error, isPending } = useSave(start, onClose, (failure) => {
    applyFieldErrors(form, failure, fieldText);
  });
  const leave = useUnsaved(() => form.isFieldsTouched(), { busy: isPending });
  guard.current = leave;
  return (
    <SubmitKeys onSubmit={() => form.submit()}>
      <Form<Values> form={form} layout="vertical" initialValues={initialOf(start)} onFinish={save} requiredMark={false}>
        <Form.Item
          name="title"
          label={t('plans.itemTitle')}
          rules={[{ required: true, whitespace: true, message: fieldText('required') }]}
        >
          <Input autoFocus maxLength={200} />
        </Form.Item>
        <Form.Item name="customerId" label={t('plans.customer')}>
          <CustomerPicker />
        </Form.Item>
        <Form.Item name="expectedResult" label={t('plans.expectedResult')}>
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={1000} />
        </Form.Item>
        <Form.Item name="day" label={t('plans.day')} rules={[{ required: true, message: fieldText('required') }]}>
          <DatePicker format="YYYY-MM-DD" allowClear={false} style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="times" label={t('plans.time')}>
          <TimePicker.RangePicker
            format="HH:mm"
            minuteStep={15}
            needConfirm={false}
            placeholder={[t('plans.wholeDay'), t('plans.endTime')]}
            style={{ width: '100%' }}
          />
        </Form.Item>
        <Form.Item name="activity" label={t('plans.activity')}>
          <Segmented options={itemActivities.map((value) => ({ value, label: t(`plans.activities.${value}`) }))} />
        </Form.Item>
        <Form.Item name="importance" label={t('plans.importance')} extra={t('plans.importanceHint')}>
          <Segmented
            options={([1, 2, 3] as const).map((value) => ({ value, label: t(`plans.importances.${value}`) }))}
          />
        </Form.Item>
        <Form.Item name="kind" label={t('plans.kind')}>
          <Segmented options={itemKinds.map((value) => ({ value, label: t(`plans.kinds.${value}`) }))} />
        </Form.Item>
        {me.hasSubordinates && !start.item ? (
          <Form.Item name="ownerIds" label={t('plans.assignTo')} extra={t('plans.assignToHint')}>
            <PersonPicker subordinates self multiple />
          </Form.Item>
        ) : null}
        <FormAlert error={error} onReload={onReload} />
        <Button type="primary" htmlType="submit" loading={isPending}>
          {t('common.save')}
        </Button>{' '}
        <Button onClick={() => leave(onClose)}>{t('common.cancel')}</Button>
      </Form>
    </SubmitKeys>
  );
}
