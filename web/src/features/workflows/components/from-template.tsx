import { DownOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import type { Form, FormValues } from '../../../../../contract/workflows.forms.ts';
import { referencesIn } from '../../../../../contract/workflows.values.ts';
import { api } from '../../../lib/client.ts';
import { useT } from '../../../lib/texts.ts';
import { DropMenu } from '../../../ui/drop-menu.tsx';
import type { Named } from '../../../widgets/workflow-form/named.ts';

type Template = Form['templates'][number];

type FromTemplateProps = {
  form: Form;
  values: FormValues;
  named: Named;
  onChange: (values: FormValues, named: Named) => void;
};

const isBlank = (value: unknown) =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

/** Fills the form with what a template holds; asks before anything typed would go. */
export function FromTemplate({ form, values, named, onChange }: FromTemplateProps) {
  const t = useT();
  const { modal } = App.useApp();
  if (form.templates.length === 0) return null;
  const fill = async (template: Template) => {
    const ids = referencesIn(form, template.values).flatMap(({ kind, id }) => (kind === 'person' ? [id] : []));
    const people = ids.length > 0 ? (await api.org.colleagues.call({ ids })).items : [];
    const names = { ...named.names, ...Object.fromEntries(people.map(({ id, name }) => [id, name])) };
    onChange({ ...values, ...template.values }, { ...named, names });
  };
  const choose = (template: Template) => {
    const lost = form.fields.filter(
      ({ key }) =>
        key in template.values &&
        !isBlank(values[key]) &&
        JSON.stringify(values[key]) !== JSON.stringify(template.values[key]),
    );
    if (lost.length === 0) return void fill(template);
    void modal.confirm({
      title: t('workflows.form.templateOver', { name: template.name }),
      content: lost.map(({ label }) => label).join(` ${t('common.separator')} `),
      okText: t('workflows.form.templateFill'),
      cancelText: t('common.cancel'),
      onOk: () => fill(template),
    });
  };
  return (
    <div>
      <DropMenu
        menu={{
          items: form.templates.map((template) => ({
            key: template.key,
            label: template.name,
            onClick: () => choose(template),
          })),
        }}
      >
        <Button icon={<DownOutlined aria-hidden />} iconPlacement="end">
          {t('workflows.form.fromTemplate')}
        </Button>
      </DropMenu>
    </div>
  );
}
