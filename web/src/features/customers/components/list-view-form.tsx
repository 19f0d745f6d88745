import { useQuery } from '@tanstack/react-query';
import { Form, Input, Select } from 'antd';
import type { View, ViewSettings } from '../../../../../contract/views.ts';
import { api } from '../../../lib/client.ts';
import { useCommand } from '../../../lib/command.ts';
import { applyFieldErrors, useErrorText, useFieldText } from '../../../lib/errors.ts';
import { useMay, useMe } from '../../../lib/me.ts';
import { useT } from '../../../lib/texts.ts';
import { useClear } from '../../../ui/clear.tsx';
import { FormModal } from '../../../ui/form-modal.tsx';

type ViewFormProps = {
  /** Null for a new one. */
  view: View | null;
  settings: ViewSettings;
  onClose: () => void;
  onSaved: (view: View) => void;
};
type Values = { name: string; departmentId?: string | null };

/** Name of a view and whom it is shared with. */
export function ViewForm({ view, settings, onClose, onSaved }: ViewFormProps) {
  const t = useT();
  const clear = useClear();
  const [form] = Form.useForm<Values>();
  const fieldText = useFieldText();
  const errorText = useErrorText();
  const departments = useDepartments(view);
  const onError = (error: Error) => {
    if (!applyFieldErrors(form, error, fieldText)) form.setFields([{ name: 'name', errors: [errorText(error)] }]);
  };
  const create = useCommand(api.views.create, { onSuccess: onSaved, onError });
  const update = useCommand(api.views.update, { onSuccess: onSaved, onError });
  const save = ({ name, departmentId = null }: Values) => {
    if (view) update.mutate({ id: view.id, version: view.version, name, departmentId });
    else create.mutate({ name, departmentId, settings });
  };
  return (
    <FormModal
      title={t(view ? 'lists.views.rename' : 'lists.views.saveTitle')}
      okText={t('common.save')}
      cancelText={t('common.cancel')}
      confirmLoading={create.isPending || update.isPending}
      dirty={() => form.isFieldsTouched()}
      onClose={onClose}
      onOk={() => form.submit()}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ name: view?.name ?? '', departmentId: view?.department?.id ?? null }}
        onFinish={save}
      >
        <Form.Item
          name="name"
          label={t('lists.views.name')}
          rules={[{ required: true, whitespace: true, message: fieldText('required') }]}
        >
          <Input autoFocus maxLength={60} />
        </Form.Item>
        <Form.Item name="departmentId" label={t('lists.views.shareWith')} extra={t('lists.views.shareHint')}>
          <Select
            allowClear={clear}
            placeholder={t('lists.views.own')}
            showSearch={{ optionFilterProp: 'label' }}
            options={departments}
          />
        </Form.Item>
        <button type="submit" hidden />
      </Form>
    </FormModal>
  );
}

/** One's own department and those below it; every one for who keeps the company. */
function useDepartments(view: View | null) {
  const me = useMe();
  const may = useMay();
  const { data } = useQuery(api.org.departments.queryOptions());
  const all = data?.items ?? [];
  const keeps = may('org.manage') || may('settings.manage');
  const isBelow = (id: string | null): boolean => {
    if (id === null) return false;
    return id === me.department?.id || isBelow(all.find((one) => one.id === id)?.parentId ?? null);
  };
  return all
    .filter(({ id }) => keeps || isBelow(id) || id === view?.department?.id)
    .map(({ id, name }) => ({ value: id, label: name }));
}
