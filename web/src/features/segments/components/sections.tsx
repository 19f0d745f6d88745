import { DeleteOutlined, EditOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { useState } from 'react';
import type { FieldCatalogue } from '../../../../../contract/fields.ts';
import { api } from '../../../lib/client.ts';
import { useCommand } from '../../../lib/command.ts';
import { useT } from '../../../lib/texts.ts';
import { movedSection } from '../layout.ts';
import { MoveButtons } from './move-buttons.tsx';
import css from './segments.module.css';

type SectionHeadProps = { section: FieldCatalogue['sections'][number]; catalogue: FieldCatalogue };

/** The head of a section: renamed in place, moved, removed. */
export function SectionHead({ section, catalogue }: SectionHeadProps) {
  const t = useT();
  const [name, setName] = useState<string | null>(null);
  const update = useCommand(api.fields.updateSection, { onSuccess: () => setName(null) });
  const remove = useCommand(api.fields.removeSection);
  const { id, version } = section;
  const rename = () => {
    const wanted = name?.trim();
    if (!wanted || wanted === section.name) setName(null);
    else update.mutate({ id, version, name: wanted });
  };
  return (
    <div className={css.section}>
      {name === null ? (
        <h3 className={css.sectionName}>{section.name}</h3>
      ) : (
        <Input
          className={css.grow}
          autoFocus
          maxLength={60}
          aria-label={t('fields.list.renameSection', { name: section.name })}
          value={name}
          onChange={(event) => setName(event.target.value)}
          onPressEnter={rename}
          onKeyDown={(event) => {
            if (event.key === 'Escape') setName(null);
          }}
          onBlur={rename}
        />
      )}
      <span className={css.actions}>
        <Button
          type="text"
          icon={<EditOutlined />}
          aria-label={t('fields.list.renameSection', { name: section.name })}
          onClick={() => setName(section.name)}
        />
        <MoveButtons name={section.name} up={movedSection(catalogue, id, -1)} down={movedSection(catalogue, id, 1)} />
        <Button
          type="text"
          icon={<DeleteOutlined />}
          loading={remove.isPending}
          aria-label={t('fields.list.removeSection', { name: section.name })}
          title={t('fields.list.removeSection', { name: section.name })}
          onClick={() => remove.mutate({ id, version })}
        />
      </span>
    </div>
  );
}

export function AddSection() {
  const t = useT();
  const [name, setName] = useState('');
  const create = useCommand(api.fields.createSection, { onSuccess: () => setName('') });
  const add = () => {
    if (name.trim()) create.mutate({ name: name.trim() });
  };
  return (
    <div className={css.foot}>
      <Input
        style={{ maxWidth: 240 }}
        maxLength={60}
        value={name}
        aria-label={t('fields.list.sectionName')}
        placeholder={t('fields.list.sectionName')}
        onChange={(event) => setName(event.target.value)}
        onPressEnter={add}
      />
      <Button icon={<PlusOutlined />} loading={create.isPending} onClick={add}>
        {t('fields.list.addSection')}
      </Button>
    </div>
  );
}
