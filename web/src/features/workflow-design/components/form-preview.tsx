import { Segmented } from 'antd';
import { useState } from 'react';
import type { FormValues } from '../../../../../contract/workflows.forms.ts';
import { usePhone } from '../../../lib/media.ts';
import { useT } from '../../../lib/texts.ts';
import { Card } from '../../../ui/card.tsx';
import { nobodyNamed } from '../../../widgets/workflow-form/named.ts';
import { WorkflowForm } from '../../../widgets/workflow-form/workflow-form.tsx';
import { useDesign } from '../design-context.ts';
import css from './form.module.css';

type Width = 'desk' | 'phone';

/** The form as the starter will see it, to be tried; on a desk or as wide as a phone. */
export function FormPreview() {
  const t = useT();
  const isPhone = usePhone();
  const { form } = useDesign();
  const [width, setWidth] = useState<Width>('desk');
  const [values, setValues] = useState<FormValues>({});
  const [named, setNamed] = useState(nobodyNamed);
  if (form.fields.length === 0) return null;
  const choice = (
    <Segmented<Width>
      size="small"
      aria-label={t('workflowDesign.form.widths.label')}
      value={width}
      options={(['desk', 'phone'] as const).map((value) => ({
        value,
        label: t(`workflowDesign.form.widths.${value}`),
      }))}
      onChange={setWidth}
    />
  );
  return (
    <Card title={t('workflowDesign.form.preview')} extra={isPhone ? null : choice}>
      <div className={width === 'phone' ? `${css.sheet} ${css.narrow}` : css.sheet}>
        <WorkflowForm
          form={form}
          rights={Object.fromEntries(form.fields.map(({ key }) => [key, 'edit' as const]))}
          values={values}
          named={named}
          onChange={(next, names) => {
            setValues(next);
            setNamed(names);
          }}
        />
      </div>
    </Card>
  );
}
