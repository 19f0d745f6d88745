import { Drawer } from 'antd';
import { usePhone } from '../../../lib/media.ts';
import { useT } from '../../../lib/texts.ts';
import { Card } from '../../../ui/card.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useDesign } from '../design-context.ts';
import type { Target } from '../tree-view.ts';
import { FaultList } from './fault-list.tsx';
import { FieldList } from './field-list.tsx';
import { FieldSettings } from './field-settings.tsx';
import css from './form.module.css';
import { FormPreview } from './form-preview.tsx';
import { Templates } from './templates.tsx';

type FormTabProps = {
  selected: string | null;
  onSelect: (key: string | null) => void;
  onNode: (target: Target) => void;
};

/** Drawing the form: its fields, one of them closer, and how it will look. */
export function FormTab({ selected, onSelect, onNode }: FormTabProps) {
  const t = useT();
  const { form } = useDesign();
  const isPhone = usePhone();
  const field = form.fields.find(({ key }) => key === selected);
  const close = () => onSelect(null);
  const settings = field ? <FieldSettings key={field.key} field={field} onClose={close} /> : null;
  return (
    <>
      <div className={css.bar}>
        <FaultList onOpen={onNode} onForm={onSelect} />
      </div>
      <div className={field ? `${css.columns} ${css.three}` : css.columns}>
        <div className={css.stack}>
          <FieldList selected={selected} onSelect={onSelect} />
          <Templates />
        </div>
        {field && !isPhone ? settings : null}
        <div className={css.stack}>
          {!field && form.fields.length === 0 ? (
            <Card>
              <EmptyState compact title={t('workflowDesign.form.empty')} hint={t('workflowDesign.form.emptyHint')} />
            </Card>
          ) : null}
          <FormPreview />
        </div>
      </div>
      {isPhone ? (
        <Drawer open={field !== undefined} size="100%" title={field?.label} onClose={close}>
          {settings}
        </Drawer>
      ) : null}
    </>
  );
}
