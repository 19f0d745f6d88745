import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import type { Form } from '../../../../../contract/workflows.forms.ts';
import { isFilledIn } from '../../../../../contract/workflows.values.ts';
import { useT } from '../../../lib/texts.ts';
import { Card, Row } from '../../../ui/card.tsx';
import { Grouped, Labelled } from '../../../ui/labelled.tsx';
import { nobodyNamed } from '../../../widgets/workflow-form/named.ts';
import { WorkflowForm } from '../../../widgets/workflow-form/workflow-form.tsx';
import { useDesign } from '../design-context.ts';
import { freshId } from '../fresh.ts';
import css from './form.module.css';

type Template = Form['templates'][number];
const most = 20;

/** What the form can be filled with beforehand. */
export function Templates() {
  const t = useT();
  const { form, changeContent } = useDesign();
  const [open, setOpen] = useState<string | null>(null);
  const set = (change: (templates: Template[]) => Template[], part?: string) =>
    changeContent(
      (content) => ({ ...content, form: { ...content.form, templates: change(content.form.templates) } }),
      part,
    );
  const add = () => {
    const key = freshId('t');
    const name = t('workflowDesign.form.template', { place: form.templates.length + 1 });
    set((templates) => [...templates, { key, name, values: {} }]);
    setOpen(key);
  };
  if (form.fields.length === 0) return null;
  const opened = form.templates.find(({ key }) => key === open);
  return (
    <Card title={t('workflowDesign.form.templates')}>
      <p className={css.hint}>{t('workflowDesign.form.templatesHint')}</p>
      <ul>
        {form.templates.map(({ key, name }) => (
          <Row
            key={key}
            end={
              <>
                <Button size="small" onClick={() => setOpen(key)}>
                  {t('workflowDesign.form.templateEdit')}
                </Button>
                <Button
                  size="small"
                  type="text"
                  icon={<DeleteOutlined />}
                  aria-label={t('workflowDesign.form.templateRemove', { name })}
                  onClick={() => set((templates) => templates.filter((one) => one.key !== key))}
                />
              </>
            }
          >
            {name || t('workflowDesign.words.blank')}
          </Row>
        ))}
      </ul>
      {form.templates.length < most ? (
        <Button size="small" type="dashed" icon={<PlusOutlined aria-hidden />} onClick={add}>
          {t('workflowDesign.form.addTemplate')}
        </Button>
      ) : null}
      {opened ? (
        <TemplateDialog
          template={opened}
          onClose={() => setOpen(null)}
          onChange={(next) =>
            set((templates) => templates.map((one) => (one.key === next.key ? next : one)), `template ${next.key}`)
          }
        />
      ) : null}
    </Card>
  );
}

type DialogProps = { template: Template; onChange: (template: Template) => void; onClose: () => void };

const isBlank = (value: unknown) => value === null || value === '' || (Array.isArray(value) && value.length === 0);

function TemplateDialog({ template, onChange, onClose }: DialogProps) {
  const t = useT();
  const { form, words, learn } = useDesign();
  // Files and customers are of the one case, not of all.
  const fields = form.fields.filter(
    (field) => isFilledIn(field) && field.type !== 'attachment' && field.type !== 'customer',
  );
  const names = Object.fromEntries(
    Object.values(template.values).flatMap((value) => {
      const name = typeof value === 'string' ? words.nameOf(value) : undefined;
      return name === undefined ? [] : [[String(value), name]];
    }),
  );
  const done = (
    <Button type="primary" onClick={onClose}>
      {t('workflowDesign.form.done')}
    </Button>
  );
  return (
    <Modal open width={640} title={t('workflowDesign.form.templates')} onCancel={onClose} footer={done}>
      <div className={css.settings}>
        <Labelled label={t('workflowDesign.form.templateName')}>
          {(ids) => (
            <Input
              {...ids}
              maxLength={60}
              autoComplete="off"
              value={template.name}
              status={template.name.trim() === '' ? 'error' : ''}
              onChange={(event) => onChange({ ...template, name: event.target.value })}
            />
          )}
        </Labelled>
        <Grouped label={t('workflowDesign.form.templateValues')}>
          <WorkflowForm
            form={{ fields, templates: [] }}
            rights={Object.fromEntries(fields.map(({ key }) => [key, 'edit' as const]))}
            values={template.values}
            named={{ ...nobodyNamed, names }}
            onChange={(values, named) => {
              learn(Object.entries(named.names).map(([id, name]) => ({ id, name })));
              const filled = Object.entries(values).filter(([, value]) => !isBlank(value));
              onChange({ ...template, values: Object.fromEntries(filled) });
            }}
          />
        </Grouped>
      </div>
    </Modal>
  );
}
