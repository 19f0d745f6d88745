import { useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, Select } from 'antd';
import type { Visit } from '../../../../../contract/visits.ts';
import { api } from '../../../lib/client.ts';
import { useCommand } from '../../../lib/command.ts';
import { applyFieldErrors, useFieldText } from '../../../lib/errors.ts';
import { useT } from '../../../lib/texts.ts';
import { useClear } from '../../../ui/clear.tsx';
import { FormAlert } from '../../../ui/form-alert.tsx';
import { SubmitKeys } from '../../../ui/submit-keys.tsx';
import { useLists } from '../../../widgets/lists/use-lists.ts';

type Values = { purposeId: string | null; discussed: string; needs: string | null };

/** What the maker may still change until the month is closed; what the visit set in motion stays as it is. */
export function VisitEdit({ visit, onDone }: { visit: Visit; onDone: () => void }) {
  const t = useT();
  const clear = useClear();
  const [form] = Form.useForm<Values>();
  const fieldText = useFieldText();
  const queries = useQueryClient();
  const { options } = useLists();
  const update = useCommand(api.visits.update, {
    onSuccess: onDone,
    onError: (error) => void applyFieldErrors(form, error, fieldText),
  });
  const reload = () => {
    update.reset();
    void queries.invalidateQueries({ queryKey: api.visits.key() });
  };
  return (
    <SubmitKeys onSubmit={() => form.submit()}>
      <Form<Values>
        form={form}
        layout="vertical"
        initialValues={{ purposeId: visit.purposeId, discussed: visit.discussed ?? '', needs: visit.needs }}
        onFinish={(values) =>
          update.mutate({
            id: visit.id,
            version: visit.version,
            purposeId: values.purposeId ?? null,
            discussed: values.discussed,
            needs: values.needs || null,
          })
        }
      >
        <Form.Item name="purposeId" label={t('visits.purpose')}>
          <Select allowClear={clear} options={options('purpose', visit.purposeId)} />
        </Form.Item>
        <Form.Item
          name="discussed"
          label={t('visits.discussed')}
          rules={[{ required: true, whitespace: true, message: fieldText('required') }]}
        >
          <Input.TextArea autoSize={{ minRows: 3, maxRows: 14 }} maxLength={10_000} autoFocus />
        </Form.Item>
        <Form.Item name="needs" label={t('visits.needs')}>
          <Input.TextArea autoSize={{ minRows: 1, maxRows: 8 }} maxLength={5000} />
        </Form.Item>
        <FormAlert error={update.error} onReload={reload} />
        <Button type="primary" htmlType="submit" loading={update.isPending}>
          {t('common.save')}
        </Button>{' '}
        <Button onClick={onDone}>{t('common.cancel')}</Button>
      </Form>
    </SubmitKeys>
  );
}
