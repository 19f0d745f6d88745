import { EditOutlined, PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import type { FieldCatalogue, OwnField } from '../../../../../contract/fields.ts';
import { api } from '../../../lib/client.ts';
import { useCommand } from '../../../lib/command.ts';
import { useT } from '../../../lib/texts.ts';
import { Card } from '../../../ui/card.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { StateTag } from '../../../ui/state-tag.tsx';
import { useLists } from '../../../widgets/lists/use-lists.ts';
import { movedField } from '../layout.ts';
import { MoveButtons } from './move-buttons.tsx';
import { AddSection, SectionHead } from './sections.tsx';
import css from './segments.module.css';

type FieldListProps = { catalogue: FieldCatalogue; segmentId: string | null; onEdit: (field: string) => void };

/** The fields that customers of a segment have; all fields when no segment is chosen. */
export function FieldList({ catalogue, segmentId, onEdit }: FieldListProps) {
  const t = useT();
  const { data } = useQuery(api.fields.state.queryOptions());
  const fields = catalogue.fields.filter(
    ({ segmentIds }) => segmentId === null || segmentIds.length === 0 || segmentIds.includes(segmentId),
  );
  const used = new Set(data?.usedFieldIds);
  const shown = new Set(fields.map((field) => field.id));
  const loose = fields.filter((field) => field.sectionId === null);
  const rows = (list: OwnField[]) => (
    <ul>
      {list.map((field) => (
        <FieldRow
          key={field.id}
          {...{ field, catalogue, shown, onEdit }}
          withSegments={segmentId === null}
          isUsed={used.has(field.id)}
        />
      ))}
    </ul>
  );
  return (
    <Card
      title={t('fields.list.title')}
      extra={
        <Button type="primary" icon={<PlusOutlined />} onClick={() => onEdit('new')}>
          {t('fields.list.add')}
        </Button>
      }
    >
      {fields.length + catalogue.sections.length === 0 ? (
        <EmptyState compact title={t('fields.list.empty')} hint={t('fields.list.emptyHint')} />
      ) : null}
      {rows(loose)}
      {catalogue.sections.map((section) => (
        <section key={section.id}>
          <SectionHead section={section} catalogue={catalogue} />
          {rows(fields.filter((field) => field.sectionId === section.id))}
        </section>
      ))}
      <AddSection />
    </Card>
  );
}

type FieldRowProps = {
  field: OwnField;
  catalogue: FieldCatalogue;
  shown: ReadonlySet<string>;
  /** Says whose field it is, where fields of several segments stand together. */
  withSegments: boolean;
  isUsed: boolean;
  onEdit: (field: string) => void;
};

function FieldRow({ field, catalogue, shown, withSegments, isUsed, onEdit }: FieldRowProps) {
  const t = useT();
  const lists = useLists();
  const update = useCommand(api.fields.updateField);
  const { id, version, label, retired } = field;
  return (
    <li className={css.field}>
      <span className={retired ? `${css.name} ${css.retired}` : css.name}>
        <span>{label}</span>
        <span className={css.muted}>{t(`fields.types.${field.type}`)}</span>
        {withSegments ? (
          <span className={css.owners}>
            {field.segmentIds.length === 0 ? (
              <StateTag tone="done">{t('fields.all')}</StateTag>
            ) : (
              field.segmentIds.map((one) => (
                <StateTag key={one} tone="info">
                  {lists.nameOf(one) ?? ''}
                </StateTag>
              ))
            )}
          </span>
        ) : null}
        {retired ? <StateTag tone="done">{t('fields.retired')}</StateTag> : null}
        {field.compulsory ? <StateTag tone="warn">{t('fields.list.compulsory')}</StateTag> : null}
        {field.visibleWhen ? <StateTag tone="info">{t('fields.list.conditional')}</StateTag> : null}
        {isUsed ? <span className={css.muted}>{t('fields.list.used')}</span> : null}
      </span>
      <span className={css.actions}>
        <Button
          type="text"
          icon={<EditOutlined />}
          aria-label={t('fields.list.edit', { name: label })}
          onClick={() => onEdit(id)}
        />
        <MoveButtons
          name={label}
          up={movedField(catalogue, id, -1, shown)}
          down={movedField(catalogue, id, 1, shown)}
        />
        <Button
          type="text"
          loading={update.isPending}
          aria-label={t(retired ? 'fields.list.restore' : 'fields.list.retire', { name: label })}
          onClick={() => update.mutate({ id, version, retired: !retired })}
        >
          {t(retired ? 'org.lists.restore' : 'org.lists.retire')}
        </Button>
      </span>
    </li>
  );
}
