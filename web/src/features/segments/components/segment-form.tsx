import { useQuery } from '@tanstack/react-query';
import { App, Button, Form, Input, InputNumber, Select } from 'antd';
import type { FieldCatalogue } from '../../../../../contract/fields.ts';
import type { StandardRole } from '../../../../../contract/permissions.ts';
import { standardRoles } from '../../../../../contract/permissions.ts';
import { api } from '../../../lib/client.ts';
import { useCommand } from '../../../lib/command.ts';
import { applyFieldErrors, hasFieldErrors, useFieldText } from '../../../lib/errors.ts';
import type { T } from '../../../lib/texts.ts';
import { useT } from '../../../lib/texts.ts';
import { Card } from '../../../ui/card.tsx';
import { useClear } from '../../../ui/clear.tsx';
import { FormAlert } from '../../../ui/form-alert.tsx';
import { SubmitKeys } from '../../../ui/submit-keys.tsx';
import { useUnsaved } from '../../../ui/unsaved.ts';
import { useLists } from '../../../widgets/lists/use-lists.ts';
import css from './segments.module.css';

type Values = { cycleDays?: number | null; principles?: string | null; creatorRoleIds?: string[] };

const names = ['cycleDays', 'principles', 'creatorRoleIds'] as const;

const isStandard = (code: string): code is StandardRole => Object.hasOwn(standardRoles, code);
const roleWord = (t: T, role: { code: string; name: string }) =>
  role.name === role.code && isStandard(role.code) ? t(`org.standardRoles.${role.code}`) : role.name;

/** Update cycle, management principles, who may create. */
export function SegmentForm({ catalogue, segmentId }: { catalogue: FieldCatalogue; segmentId: string }) {
  const t = useT();
  const clear = useClear();
  const lists = useLists();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const fieldText = useFieldText();
  const { data } = useQuery(api.fields.state.queryOptions());
  const segment = catalogue.segments.find((one) => one.id === segmentId);
  const save = useCommand(api.fields.updateSegment, {
    onSuccess: () => {
      form.setFields(names.map((name) => ({ name, touched: false })));
      void message.success(t('fields.segment.saved'));
    },
    onError: (error) => void applyFieldErrors(form, error, fieldText),
  });
  useUnsaved(() => form.isFieldsTouched(), { busy: save.isPending });
  if (!segment) return null;
  const submit = ({ cycleDays, principles, creatorRoleIds = [] }: Values) =>
    save.mutate({
      id: segmentId,
      version: segment.version,
      cycleDays: cycleDays ?? null,
      principles: principles?.trim() || null,
      creatorRoleIds,
    });
  return (
    <Card title={t('fields.segment.title', { name: lists.nameOf(segmentId) ?? '' })}>
      <SubmitKeys onSubmit={form.submit}>
        <Form form={form} layout="vertical" initialValues={segment} onFinish={submit}>
          <Form.Item name="cycleDays" label={t('fields.segment.cycle')} extra={t('fields.segment.cycleHint')}>
            <InputNumber min={1} max={3650} precision={0} />
          </Form.Item>
          <Form.Item
            name="principles"
            label={t('fields.segment.principles')}
            extra={t('fields.segment.principlesHint')}
            rules={[{ max: 5000, message: t('errors.fields.tooLong', { max: 5000 }) }]}
          >
            <Input.TextArea autoSize={{ minRows: 2, maxRows: 10 }} />
          </Form.Item>
          <Form.Item
            name="creatorRoleIds"
            label={t('fields.segment.creators')}
            extra={t('fields.segment.creatorsHint')}
          >
            <Select
              mode="multiple"
              allowClear={clear}
              placeholder={t('fields.segment.everyone')}
              options={data?.roles.map((role) => ({ value: role.id, label: roleWord(t, role) }))}
              showSearch={{ optionFilterProp: 'label' }}
            />
          </Form.Item>
          {hasFieldErrors(save.error) ? null : <FormAlert error={save.error} onReload={save.reset} />}
          <div className={css.foot}>
            <Button type="primary" htmlType="submit" loading={save.isPending}>
              {t('common.save')}
            </Button>
          </div>
        </Form>
      </SubmitKeys>
    </Card>
  );
}
