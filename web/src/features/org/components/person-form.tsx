import { useQuery } from '@tanstack/react-query';
import { App, Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import type { PersonRef } from '../../../../../contract/base.ts';
import type { User } from '../../../../../contract/org.ts';
import { api } from '../../../lib/client.ts';
import { useCommand } from '../../../lib/command.ts';
import { applyFieldErrors, hasFieldErrors, useFieldText } from '../../../lib/errors.ts';
import { useT } from '../../../lib/texts.ts';
import { FormAlert } from '../../../ui/form-alert.tsx';
import { SubmitKeys } from '../../../ui/submit-keys.tsx';
import { useUnsaved } from '../../../ui/unsaved.ts';
import { DepartmentSelect } from '../../../widgets/departments/department-select.tsx';
import { roleName } from '../../../widgets/roles/role-name.ts';
import { PersonPicker } from '../../../widgets/user-picker/person-picker.tsx';
import { changesOf, rebased } from '../changes.ts';
import css from './org.module.css';

/** Field names are the server's, so that its refusals find their field. */
type PersonValues = {
  name?: string;
  login?: string;
  post?: string | null;
  email?: string | null;
  phone?: string | null;
  departmentId?: string | null;
  supervisorId?: PersonRef | null;
  roleIds?: string[];
};

type PersonFormProps = { person: User | null; onSaved: (person: User) => void; onCancel: () => void };

const valuesOf = (person: User): PersonValues => ({
  name: person.name,
  login: person.login,
  post: person.post,
  email: person.email,
  phone: person.phone,
  departmentId: person.department?.id ?? null,
  supervisorId: person.supervisor,
  roleIds: person.roles.map((role) => role.id),
});

const empty = (value: string | null | undefined) => value?.trim() || null;

function toInput(values: PersonValues) {
  return {
    name: values.name?.trim() ?? '',
    login: values.login?.trim() ?? '',
    post: empty(values.post),
    email: empty(values.email),
    phone: empty(values.phone),
    departmentId: values.departmentId ?? null,
    supervisorId: values.supervisorId?.id ?? null,
    roleIds: values.roleIds ?? [],
  };
}

/** Who somebody is, where they stand in the reporting line, and what they may do. */
export function PersonForm({ person, onSaved, onCancel }: PersonFormProps) {
  const t = useT();
  const [form] = Form.useForm<PersonValues>();
  const { save, error, pending, reload } = useSave(form, person, onSaved);
  useUnsaved(() => form.isFieldsTouched(), { busy: pending });
  return (
    <SubmitKeys onSubmit={form.submit}>
      <Form form={form} layout="vertical" initialValues={person ? valuesOf(person) : {}} onFinish={save}>
        <Identity isNew={person === null} />
        <Form.Item name="departmentId" label={t('org.people.department')}>
          <DepartmentSelect placeholder={t('org.people.noDepartment')} />
        </Form.Item>
        <Form.Item name="supervisorId" label={t('org.people.supervisor')}>
          <PersonPicker placeholder={t('org.people.supervisorNone')} except={person ? [person.id] : []} />
        </Form.Item>
        <RolesField />
        {hasFieldErrors(error) ? null : <FormAlert error={error} onReload={() => void reload()} />}
        <div className={css.foot}>
          <Button type="primary" htmlType="submit" loading={pending}>
            {t('common.save')}
          </Button>
          <Button onClick={onCancel}>{t('common.cancel')}</Button>
        </div>
      </Form>
    </SubmitKeys>
  );
}

function useSave(
  form: ReturnType<typeof Form.useForm<PersonValues>>[0],
  person: User | null,
  onSaved: (person: User) => void,
) {
  const t = useT();
  const { message } = App.useApp();
  const fieldText = useFieldText();
  // The version that the form is measured against; a reload after a conflict moves it on.
  const [base, setBase] = useState(person);
  const onError = (error: Error) => void applyFieldErrors(form, error, fieldText);
  const create = useCommand(api.org.createUser, {
    onError,
    onSuccess: (made) => {
      void message.success(t('org.people.created', { name: made.name }));
      onSaved(made);
    },
  });
  const update = useCommand(api.org.updateUser, { onError, onSuccess: onSaved });
  const save = () => {
    const input = toInput(form.getFieldsValue(true));
    if (!base) create.mutate(input);
    else {
      const changes = changesOf(toInput(valuesOf(base)), input);
      if (Object.keys(changes).length === 0) onSaved(base);
      else update.mutate({ id: base.id, version: base.version, ...changes });
    }
  };
  const reload = async () => {
    if (!base) return;
    const newest = await api.org.user.call({ id: base.id });
    form.setFieldsValue(rebased(valuesOf(base), form.getFieldsValue(true), valuesOf(newest)));
    setBase(newest);
    update.reset();
  };
  return { save, reload, error: create.error ?? update.error, pending: create.isPending || update.isPending };
}

function Identity({ isNew }: { isNew: boolean }) {
  const t = useT();
  const required = { required: true, whitespace: true, message: t('errors.fields.required') };
  return (
    <>
      <Form.Item name="name" label={t('org.people.name')} rules={[required]}>
        <Input autoFocus={isNew} autoComplete="off" maxLength={80} />
      </Form.Item>
      <Form.Item
        name="login"
        label={t('org.people.login')}
        extra={isNew ? t('org.people.loginHint') : undefined}
        rules={[required, { pattern: /^[\p{L}\p{N}][\p{L}\p{N}._-]{1,63}$/u, message: t('org.people.loginWrong') }]}
      >
        <Input autoComplete="off" autoCapitalize="none" spellCheck={false} />
      </Form.Item>
      <Form.Item name="post" label={t('org.people.post')}>
        <Input autoComplete="off" maxLength={80} />
      </Form.Item>
      <Form.Item name="phone" label={t('org.people.phone')}>
        <Input inputMode="tel" autoComplete="off" maxLength={40} />
      </Form.Item>
      <Form.Item
        name="email"
        label={t('org.people.email')}
        rules={[{ type: 'email', message: t('org.people.emailWrong') }]}
      >
        <Input inputMode="email" autoComplete="off" maxLength={200} />
      </Form.Item>
    </>
  );
}

function RolesField() {
  const t = useT();
  const { data, isPending } = useQuery(api.org.roles.queryOptions());
  return (
    <Form.Item name="roleIds" label={t('org.people.roles')}>
      <Select
        mode="multiple"
        loading={isPending}
        placeholder={t('org.people.noRoles')}
        showSearch={{ optionFilterProp: 'label' }}
        options={(data?.items ?? []).map((role) => ({ value: role.id, label: roleName(t, role) }))}
      />
    </Form.Item>
  );
}
