import { Form, Input } from 'antd';
import { useState } from 'react';
import { snoozeDays, snoozesInARow } from '../../../../../contract/upkeep.ts';
import { api } from '../../../lib/client.ts';
import { useCommand } from '../../../lib/command.ts';
import { addDays } from '../../../lib/days.ts';
import { applyFieldErrors, hasFieldErrors, useFieldText } from '../../../lib/errors.ts';
import { useFormat } from '../../../lib/format.ts';
import { useMe } from '../../../lib/me.ts';
import { useT } from '../../../lib/texts.ts';
import { Chip, Chips } from '../../../ui/chip.tsx';
import { FormAlert } from '../../../ui/form-alert.tsx';
import { FormModal } from '../../../ui/form-modal.tsx';
import { SubmitKeys } from '../../../ui/submit-keys.tsx';

type SnoozeArchiveProps = { id: string; version: number; onClose: () => void };
const choices = [3, 7, 14, snoozeDays];

/** Puts off an archive until a day, with the reason. */
export function SnoozeArchive({ id, version, onClose }: SnoozeArchiveProps) {
  const t = useT();
  const format = useFormat();
  const { today } = useMe().company;
  const fieldText = useFieldText();
  const [form] = Form.useForm<{ reason: string }>();
  const [until, setUntil] = useState(addDays(today, 7));
  const snooze = useCommand(api.upkeep.snooze, {
    onSuccess: onClose,
    onError: (error) => void applyFieldErrors(form, error, fieldText),
  });
  return (
    <FormModal
      title={t('upkeep.snoozeTitle')}
      okText={t('upkeep.snooze')}
      cancelText={t('common.cancel')}
      confirmLoading={snooze.isPending}
      onOk={form.submit}
      dirty={() => form.isFieldsTouched()}
      onClose={onClose}
    >
      <SubmitKeys onSubmit={form.submit}>
        <p>{t('upkeep.snoozeHint', { days: snoozeDays, times: snoozesInARow })}</p>
        <Form
          form={form}
          layout="vertical"
          onFinish={({ reason }) => snooze.mutate({ id, version, until, reason: reason.trim() })}
        >
          <Form.Item label={t('upkeep.until')}>
            <Chips label={t('upkeep.until')}>
              {choices.map((days) => {
                const day = addDays(today, days);
                return (
                  <Chip key={days} on={day === until} onToggle={() => setUntil(day)}>
                    {format.dayShort(day)}
                  </Chip>
                );
              })}
            </Chips>
          </Form.Item>
          <Form.Item
            name="reason"
            label={t('upkeep.reason')}
            rules={[{ required: true, whitespace: true, message: t('errors.fields.required') }]}
          >
            <Input autoFocus maxLength={300} autoComplete="off" />
          </Form.Item>
          {hasFieldErrors(snooze.error) ? null : <FormAlert error={snooze.error} />}
        </Form>
      </SubmitKeys>
    </FormModal>
  );
}
