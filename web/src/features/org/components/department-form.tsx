import { Form, Input, Select } from 'antd';
import { api } from '../../../lib/client.ts';
import { useCommand } from '../../../lib/command.ts';
import { applyFieldErrors, hasFieldErrors, useFieldText } from '../../../lib/errors.ts';
import { useT } from '../../../lib/texts.ts';
import { useClear } from '../../../ui/clear.tsx';
import { FormAlert } from '../../../ui/form-alert.tsx';
import { FormModal } from '../../../ui/form-modal.tsx';
import type { Branch, Department } from '../../../widgets/departments/department-tree.ts';
import { flatten, possibleParents } from '../../../widgets/departments/department-tree.ts';

type Values = { name: string; parentId: string | null };
type DepartmentFormProps = { department?: Department; parentId?: string | null; tree: Branch[]; onClose: () => void };

/** A new department, or another name and place for one. */
export function DepartmentForm({ department, parentId, tree, onClose }: DepartmentFormProps) {
  const t = useT();
  const clear = useClear();
  const [form] = Form.useForm<Values>();
  const fieldText = useFieldText();
  const options = { onSuccess: onClose, onError: (error: Error) => void applyFieldErrors(form, error, fieldText) };
  const create = useCommand(api.org.createDepartment, options);
  const update = useCommand(api.org.updateDepartment, options);
  const error = create.error ?? update.error;
  const parents = possibleParents(tree, department?.id ?? null);
  const depths = new Map(parents.map((branch) => [branch.id, branch.depth]));
  const submit = ({ name, parentId: parent }: Values) => {
    const values = { name: name.trim(), parentId: parent ?? null };
    // The tree is read again after a conflict, so it knows the newest version.
    const current = flatten(tree).find((branch) => branch.id === department?.id) ?? department;
    if (current) update.mutate({ id: current.id, version: current.version, ...values });
    else create.mutate(values);
  };
  return (
    <FormModal
      title={department ? t('org.departments.rename') : t('org.departments.add')}
      okText={t('common.save')}
      confirmLoading={create.isPending || update.isPending}
      dirty={() => form.isFieldsTouched()}
      onClose={onClose}
      onOk={form.submit}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={department ?? { name: '', parentId: parentId ?? null }}
        onFinish={submit}
      >
        <Form.Item
          name="name"
          label={t('org.departments.name')}
          rules={[{ required: true, whitespace: true, message: t('errors.fields.required') }]}
        >
          <Input autoFocus autoComplete="off" maxLength={80} onPressEnter={form.submit} />
        </Form.Item>
        <Form.Item name="parentId" label={t('org.departments.parent')}>
          <Select
            allowClear={clear}
            placeholder={t('org.departments.top')}
            showSearch={{ optionFilterProp: 'label' }}
            options={parents.map((branch) => ({ value: branch.id, label: branch.name }))}
            optionRender={(option) => (
              <span style={{ paddingInlineStart: (depths.get(String(option.value)) ?? 0) * 16 }}>{option.label}</span>
            )}
          />
        </Form.Item>
        {hasFieldErrors(error) ? null : <FormAlert error={error} onReload={() => update.reset()} />}
      </Form>
    </FormModal>
  );
}
