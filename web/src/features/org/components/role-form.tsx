import { Form, Input } from 'antd';
import type { Outputs } from '../../../lib/client.ts';
import { api } from '../../../lib/client.ts';
import { useCommand } from '../../../lib/command.ts';
import { applyFieldErrors, hasFieldErrors, useFieldText } from '../../../lib/errors.ts';
import { useT } from '../../../lib/texts.ts';
import { FormAlert } from '../../../ui/form-alert.tsx';
import { FormModal } from '../../../ui/form-modal.tsx';
import { roleName } from '../../../widgets/roles/role-name.ts';

type Role = Outputs['org']['roles']['items'][number];

/** The name of a role; a new one begins without permissions. */
export function RoleForm({ role, onClose }: { role: Role | null; onClose: () => void }) {
  const t = useT();
  const [form] = Form.useForm<{ name: string }>();
  const fieldText = useFieldText();
  const options = { onSuccess: onClose, onError: (error: Error) => void applyFieldErrors(form, error, fieldText) };
  const create = useCommand(api.org.createRole, options);
  const update = useCommand(api.org.updateRole, options);
  const error = create.error ?? update.error;
  return (
    <FormModal
      title={role ? t('org.roles.rename') : t('org.roles.add')}
      okText={t('common.save')}
      confirmLoading={create.isPending || update.isPending}
      dirty={() => form.isFieldsTouched()}
      onClose={onClose}
      onOk={form.submit}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ name: role ? roleName(t, role) : '' }}
        onFinish={({ name }) =>
          role
            ? update.mutate({ id: role.id, version: role.version, name: name.trim() })
            : create.mutate({ name: name.trim(), permissions: [] })
        }
      >
        <Form.Item
          name="name"
          label={t('org.roles.name')}
          rules={[{ required: true, whitespace: true, message: t('errors.fields.required') }]}
        >
          <Input autoFocus autoComplete="off" maxLength={80} onPressEnter={form.submit} />
        </Form.Item>
        {hasFieldErrors(error) ? null : <FormAlert error={error} onReload={() => update.reset()} />}
      </Form>
    </FormModal>
  );
}
