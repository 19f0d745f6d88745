import { PlusOutlined } from '@ant-design/icons';
import { Button, Form, Input } from 'antd';
import type { ListName } from '../../../../../contract/settings.ts';
import { api } from '../../../lib/client.ts';
import { useCommand } from '../../../lib/command.ts';
import { applyFieldErrors, hasFieldErrors, useFieldText } from '../../../lib/errors.ts';
import { useT } from '../../../lib/texts.ts';
import { FormAlert } from '../../../ui/form-alert.tsx';
import css from './lists.module.css';

/** One more entry; the field stays ready for the next. */
export function AddEntry({ list }: { list: ListName }) {
  const t = useT();
  const [form] = Form.useForm<{ name: string }>();
  const fieldText = useFieldText();
  const create = useCommand(api.settings.createEntry, {
    onSuccess: () => form.resetFields(),
    onError: (error) => void applyFieldErrors(form, error, fieldText),
  });
  return (
    <Form
      form={form}
      onFinish={({ name }) => {
        if (name?.trim()) create.mutate({ list, name: name.trim() });
      }}
    >
      <div className={css.addEntry}>
        <Form.Item name="name" noStyle={false} className={css.wide}>
          <Input
            aria-label={t('org.lists.placeholder')}
            placeholder={t('org.lists.placeholder')}
            autoComplete="off"
            maxLength={80}
          />
        </Form.Item>
        <Button htmlType="submit" icon={<PlusOutlined />} loading={create.isPending}>
          {t('org.lists.add')}
        </Button>
      </div>
      {hasFieldErrors(create.error) ? null : <FormAlert error={create.error} />}
    </Form>
  );
}
