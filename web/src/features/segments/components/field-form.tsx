import { useQuery } from '@tanstack/react-query';
import { Button, Checkbox, Form, Input, Select } from 'antd';
import { useEffect, useMemo } from 'react';
import type { FieldCatalogue, OwnField } from '../../../../../contract/fields.ts';
import { ownFieldTypes } from '../../../../../contract/fields.ts';
import { api } from '../../../lib/client.ts';
import { useCommand } from '../../../lib/command.ts';
import { applyFieldErrors, hasFieldErrors, useFieldText } from '../../../lib/errors.ts';
import { useT } from '../../../lib/texts.ts';
import { Card } from '../../../ui/card.tsx';
import { useClear } from '../../../ui/clear.tsx';
import { FormAlert } from '../../../ui/form-alert.tsx';
import { SubmitKeys } from '../../../ui/submit-keys.tsx';
import { useUnsaved } from '../../../ui/unsaved.ts';
import { useLists } from '../../../widgets/lists/use-lists.ts';
import type { FieldValues } from '../field-values.ts';
import { toDraft, toInput, valuesOf } from '../field-values.ts';
import { ChoicesEditor } from './choices-editor.tsx';
import { FormulaEditor, useNames } from './formula-editor.tsx';
import { RuleEditor } from './rule-editor.tsx';
import css from './segments.module.css';

type FieldFormProps = {
  catalogue: FieldCatalogue;
  /** null for a new one. */
  fieldId: string | null;
  segmentId: string | null;
  onDraft: (field: OwnField | null) => void;
  onClose: () => void;
};

/** The definition of one field; what it would look like is shown while one types. */
export function FieldForm({ catalogue, fieldId, segmentId, onDraft, onClose }: FieldFormProps) {
  const t = useT();
  const field = catalogue.fields.find((one) => one.id === fieldId) ?? null;
  const names = useNames(catalogue, field);
  const [form] = Form.useForm<FieldValues>();
  const initial = useMemo<FieldValues>(
    () => (field ? valuesOf(field, names) : { type: 'text', rule: 'always', segmentIds: segmentId ? [segmentId] : [] }),
    [field, names, segmentId],
  );
  const { save, submit } = useSave(form, field, names, onClose);
  const show = () => onDraft(toDraft({ ...initial, ...form.getFieldsValue(true) }, names, field, field?.id ?? 'new'));
  useUnsaved(() => form.isFieldsTouched(), {
    busy: save.isPending,
    // Another segment is looked at beside the form.
    stays: ({ pathname, search }) => pathname === '/admin/segments' && search.field === (fieldId ?? 'new'),
  });
  useEffect(() => {
    onDraft(toDraft(initial, names, field, field?.id ?? 'new'));
    form.focusField('label');
  }, [form, initial, names, field, onDraft]);
  return (
    <Card title={field ? t('fields.edit.title', { name: field.label }) : t('fields.edit.add')}>
      <SubmitKeys onSubmit={form.submit}>
        <Form form={form} layout="vertical" initialValues={initial} onValuesChange={show} onFinish={submit}>
          <Basics field={field} catalogue={catalogue} />
          <ByType catalogue={catalogue} field={field} onChange={show} />
          <Form.Item name="help" label={t('fields.edit.help')}>
            <Input maxLength={300} autoComplete="off" />
          </Form.Item>
          <RuleEditor catalogue={catalogue} field={field} />
          {hasFieldErrors(save.error) ? null : <FormAlert error={save.error} onReload={save.reset} />}
          <div className={css.foot}>
            <Button type="primary" htmlType="submit" loading={save.isPending}>
              {t('fields.edit.save')}
            </Button>
            <Button onClick={onClose}>{t('common.cancel')}</Button>
          </div>
        </Form>
      </SubmitKeys>
    </Card>
  );
}

function useSave(
  form: ReturnType<typeof Form.useForm<FieldValues>>[0],
  field: OwnField | null,
  names: ReadonlyMap<string, string>,
  onClose: () => void,
) {
  const fieldText = useFieldText();
  const options = { onSuccess: onClose, onError: (error: Error) => void applyFieldErrors(form, error, fieldText) };
  const create = useCommand(api.fields.createField, options);
  const update = useCommand(api.fields.updateField, options);
  const submit = () => {
    const input = toInput(form.getFieldsValue(true), names);
    if (field) update.mutate({ id: field.id, version: field.version, ...input });
    else create.mutate(input);
  };
  const active = field ? update : create;
  return { save: { error: active.error, reset: active.reset, isPending: active.isPending }, submit };
}

function Basics({ field, catalogue }: { field: OwnField | null; catalogue: FieldCatalogue }) {
  const t = useT();
  const clear = useClear();
  const lists = useLists();
  const { data } = useQuery(api.fields.state.queryOptions());
  const isUsed = field !== null && (data?.usedFieldIds.includes(field.id) ?? true);
  const types = ownFieldTypes.map((type) => ({ value: type, label: t(`fields.types.${type}`) }));
  const sections = catalogue.sections.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <>
      <Form.Item
        name="label"
        label={t('fields.edit.label')}
        rules={[{ required: true, whitespace: true, message: t('errors.fields.required') }]}
      >
        <Input maxLength={60} autoComplete="off" />
      </Form.Item>
      <Form.Item name="type" label={t('fields.edit.type')} extra={isUsed ? t('fields.edit.typeUsed') : undefined}>
        <Select options={types} disabled={isUsed} showSearch={{ optionFilterProp: 'label' }} />
      </Form.Item>
      <Form.Item name="segmentIds" label={t('fields.edit.segments')}>
        <Select
          mode="multiple"
          allowClear={clear}
          placeholder={t('fields.edit.segmentsAll')}
          options={lists.options('segment')}
          showSearch={{ optionFilterProp: 'label' }}
        />
      </Form.Item>
      <Form.Item name="sectionId" label={t('fields.edit.section')}>
        <Select
          allowClear={clear}
          placeholder={t('fields.list.loose')}
          options={sections}
          showSearch={{ optionFilterProp: 'label' }}
        />
      </Form.Item>
    </>
  );
}

type ByTypeProps = { catalogue: FieldCatalogue; field: OwnField | null; onChange: () => void };

function ByType({ catalogue, field, onChange }: ByTypeProps) {
  const t = useT();
  const type = Form.useWatch('type') as FieldValues['type'] | undefined;
  return (
    <>
      {type === 'choice' || type === 'multiChoice' ? <ChoicesEditor onChange={onChange} /> : null}
      {type === 'formula' ? <FormulaEditor catalogue={catalogue} field={field} onChange={onChange} /> : null}
      {type === 'formula' ? null : (
        <Form.Item name="compulsory" valuePropName="checked" noStyle>
          <Checkbox>{t('fields.edit.compulsory')}</Checkbox>
        </Form.Item>
      )}
      {type === 'text' ? (
        <div>
          <Form.Item name="searchable" valuePropName="checked" noStyle>
            <Checkbox>{t('fields.edit.searchable')}</Checkbox>
          </Form.Item>
        </div>
      ) : null}
      <div style={{ height: 16 }} />
    </>
  );
}
