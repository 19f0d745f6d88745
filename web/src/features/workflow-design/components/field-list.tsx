import {
  ArrowDownOutlined,
  ArrowUpOutlined,
  CopyOutlined,
  DeleteOutlined,
  HolderOutlined,
  PlusOutlined,
} from '@ant-design/icons';
import { closestCenter, DndContext, PointerSensor, useSensor, useSensors } from '@dnd-kit/core';
import { SortableContext, useSortable, verticalListSortingStrategy } from '@dnd-kit/sortable';
import { CSS } from '@dnd-kit/utilities';
import { App, Button } from 'antd';
import type { FormField } from '../../../../../contract/workflows.forms.ts';
import { useT } from '../../../lib/texts.ts';
import { Card } from '../../../ui/card.tsx';
import { useDesign } from '../design-context.ts';
import type { FieldType } from '../form-edits.ts';
import { copyField, fieldTypes, movedField, newField, usesOf, withoutField } from '../form-edits.ts';
import css from './form.module.css';

type FieldListProps = { selected: string | null; onSelect: (key: string | null) => void };

const mostFields = 60;

/** The fields in their order; new ones by type. */
export function FieldList({ selected, onSelect }: FieldListProps) {
  const t = useT();
  const { form } = useDesign();
  const edits = useFieldEdits(selected, onSelect);
  const sensors = useSensors(useSensor(PointerSensor, { activationConstraint: { distance: 4 } }));
  const keys = form.fields.map(({ key }) => key);
  return (
    <Card title={t('workflowDesign.form.fields')}>
      {form.fields.length < mostFields ? (
        <fieldset className={css.palette} aria-label={t('workflowDesign.form.add')}>
          {fieldTypes.map((type) => (
            <Button key={type} size="small" icon={<PlusOutlined aria-hidden />} onClick={() => edits.add(type)}>
              {t(`workflowDesign.form.types.${type}`)}
            </Button>
          ))}
        </fieldset>
      ) : null}
      <DndContext
        sensors={sensors}
        collisionDetection={closestCenter}
        onDragEnd={({ active, over }) => {
          if (over) edits.move(String(active.id), keys.indexOf(String(over.id)));
        }}
        // Moving by keys has buttons of its own.
        accessibility={{ screenReaderInstructions: { draggable: '' } }}
      >
        <SortableContext items={keys} strategy={verticalListSortingStrategy}>
          <ol className={css.fields}>
            {form.fields.map((field, index) => (
              <FieldLine
                key={field.key}
                {...{ field, index, edits }}
                isOn={field.key === selected}
                isLast={index === keys.length - 1}
                onOpen={() => onSelect(field.key)}
              />
            ))}
          </ol>
        </SortableContext>
      </DndContext>
    </Card>
  );
}

type Edits = {
  add: (type: FieldType) => void;
  move: (key: string, to: number) => void;
  copy: (field: FormField) => void;
  remove: (field: FormField) => void;
};

function useFieldEdits(selected: string | null, onSelect: (key: string | null) => void): Edits {
  const t = useT();
  const { modal } = App.useApp();
  const { drawn, form, changeContent } = useDesign();
  const setFields = (change: (fields: FormField[]) => FormField[]) =>
    changeContent((content) => ({ ...content, form: { ...content.form, fields: change(content.form.fields) } }));
  /** After the one that is open, otherwise at the end. */
  const insert = (field: FormField, after: string | null) => {
    setFields((fields) => {
      const at = fields.findIndex(({ key }) => key === after);
      return fields.toSpliced(at < 0 ? fields.length : at + 1, 0, field);
    });
    onSelect(field.key);
  };
  const remove = (field: FormField) => {
    changeContent((content) => withoutField(content, field.key));
    if (field.key === selected) onSelect(null);
  };
  return {
    add: (type) =>
      insert(
        newField(type, {
          field: t(`workflowDesign.form.types.${type}`),
          choice: (place) => t('workflowDesign.form.choice', { place }),
          column: t('workflowDesign.form.column', { place: 1 }),
        }),
        selected,
      ),
    move: (key, to) => setFields((fields) => movedField(fields, key, to)),
    copy: (field) =>
      insert(copyField(field, t('workflowDesign.form.copyName', { name: field.label }).slice(0, 80)), field.key),
    remove: (field) => {
      const uses = usesOf(drawn.content, field.key);
      if (form.fields.length === 0 || uses.length === 0) return remove(field);
      void modal.confirm({
        title: t('workflowDesign.form.remove', { name: field.label }),
        content: t('workflowDesign.form.removeUsed', { name: field.label, uses: [...new Set(uses)].join('、') }),
        okText: t('workflowDesign.tree.remove'),
        okButtonProps: { danger: true },
        cancelText: t('common.cancel'),
        onOk: () => remove(field),
      });
    },
  };
}

type FieldLineProps = {
  field: FormField;
  index: number;
  isOn: boolean;
  isLast: boolean;
  edits: Edits;
  onOpen: () => void;
};

function FieldLine({ field, index, isOn, isLast, edits, onOpen }: FieldLineProps) {
  const t = useT();
  const { faults } = useDesign();
  const { setNodeRef, listeners, transform, transition } = useSortable({ id: field.key });
  const name = field.label;
  const reason = faults.find(({ nodeId, field: at }) => nodeId === null && at?.split('.')[0] === field.key)?.reason;
  return (
    <li
      ref={setNodeRef}
      className={isOn ? `${css.field} ${css.on}` : css.field}
      style={{ transform: CSS.Transform.toString(transform), transition }}
    >
      <span className={css.handle} title={t('workflowDesign.form.drag', { name })} {...listeners}>
        <HolderOutlined aria-hidden />
      </span>
      <button type="button" className={css.open} aria-pressed={isOn} onClick={onOpen}>
        <span className={css.name}>
          {name || t('workflowDesign.words.blank')}
          {field.required ? <span className={css.required}> *</span> : null}
        </span>
        <span className={css.type}>{t(`workflowDesign.form.types.${field.type}`)}</span>
        {reason ? <span className={css.reason}>{reason}</span> : null}
      </button>
      <span className={css.actions}>
        <Button
          size="small"
          type="text"
          icon={<ArrowUpOutlined />}
          disabled={index === 0}
          aria-label={t('workflowDesign.form.up', { name })}
          onClick={() => edits.move(field.key, index - 1)}
        />
        <Button
          size="small"
          type="text"
          icon={<ArrowDownOutlined />}
          disabled={isLast}
          aria-label={t('workflowDesign.form.down', { name })}
          onClick={() => edits.move(field.key, index + 1)}
        />
        <Button
          size="small"
          type="text"
          icon={<CopyOutlined />}
          aria-label={t('workflowDesign.form.copy', { name })}
          onClick={() => edits.copy(field)}
        />
        <Button
          size="small"
          type="text"
          icon={<DeleteOutlined />}
          aria-label={t('workflowDesign.form.remove', { name })}
          onClick={() => edits.remove(field)}
        />
      </span>
    </li>
  );
}
