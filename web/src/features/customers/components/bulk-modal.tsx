import { CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { Alert, Button, Select } from 'antd';
import { useState } from 'react';
import type { BulkChanges, BulkEdit, BulkPreview, Selection } from '../../../../../contract/bulk.ts';
import type { ErrorCode } from '../../../../../contract/errors.ts';
import type { Flat } from '../../../../../contract/texts/shape.ts';
import { api } from '../../../lib/client.ts';
import { useCommand } from '../../../lib/command.ts';
import { useErrorText } from '../../../lib/errors.ts';
import type { LooseT } from '../../../lib/texts.ts';
import { useT } from '../../../lib/texts.ts';
import { FormModal } from '../../../ui/form-modal.tsx';
import { useChanged } from '../../../ui/unsaved.ts';
import { useBulkWords } from '../bulk-words.ts';
import type { FieldInfo } from '../use-list-fields.ts';
import { useListFields } from '../use-list-fields.ts';
import type { NewValue } from './bulk-values.tsx';
import { BulkValue, changesOf, isBulkField } from './bulk-values.tsx';
import css from './list.module.css';

type BulkModalProps = { selection: Selection; onClose: () => void; onStarted: (edit: BulkEdit) => void };
type Line = { key: string; value: NewValue };

/** Says what to change, shows what would come of it, and starts. What was entered stays until it is done. */
export function BulkModal({ selection, onClose, onStarted }: BulkModalProps) {
  const t = useT();
  const errorText = useErrorText();
  const { fields, fieldOf } = useListFields();
  const [lines, setLines] = useState<readonly Line[]>([{ key: 'segment', value: undefined }]);
  const changed = useChanged(lines);
  const [shown, setShown] = useState<{ changes: BulkChanges; preview: BulkPreview } | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const onError = (error: Error) => setFault(errorText(error));
  const preview = useCommand(api.bulk.preview, {
    onSuccess: (answer, { changes }) => setShown({ changes, preview: answer }),
    onError,
  });
  const run = useCommand(api.bulk.run, { onSuccess: onStarted, onError });
  const said = lines.flatMap(({ key, value }) => {
    const field = fieldOf(key);
    return field ? [{ field, value }] : [];
  });
  const changes = changesOf(said);
  const next = () => {
    setFault(null);
    if (shown) run.mutate({ selection, changes: shown.changes });
    else if (changes) preview.mutate({ selection, changes });
  };
  return (
    <FormModal
      width={720}
      title={t('lists.bulk.title')}
      okText={t(shown ? 'lists.bulk.run' : 'lists.bulk.preview')}
      okButtonProps={{ disabled: shown ? shown.preview.changing === 0 : !changes }}
      confirmLoading={preview.isPending || run.isPending}
      cancelText={t(shown ? 'lists.bulk.back' : 'common.cancel')}
      cancelButtonProps={shown ? { onClick: () => setShown(null) } : {}}
      dirty={changed}
      onClose={onClose}
      onOk={next}
    >
      <div className={css.stack}>
        {fault ? <Alert type="error" role="alert" title={fault} /> : null}
        {shown ? (
          <Preview preview={shown.preview} fieldOf={fieldOf} />
        ) : (
          <Lines lines={lines} fields={fields.filter(isBulkField)} onChange={setLines} />
        )}
      </div>
    </FormModal>
  );
}

type LinesProps = { lines: readonly Line[]; fields: FieldInfo[]; onChange: (lines: readonly Line[]) => void };

function Lines({ lines, fields, onChange }: LinesProps) {
  const t = useT();
  const free = fields.filter(({ key }) => !lines.some((line) => line.key === key));
  return (
    <>
      {lines.map((line, index) => {
        const field = fields.find(({ key }) => key === line.key);
        return (
          <div key={line.key} className={css.line}>
            <div className={css.condition}>
              <Select
                aria-label={t('lists.bulk.field')}
                className={css.period}
                value={line.key}
                showSearch={{ optionFilterProp: 'label' }}
                options={[...(field ? [field] : []), ...free].map(({ key, label }) => ({ value: key, label }))}
                onChange={(key) => onChange(lines.with(index, { key, value: undefined }))}
              />
              <div className={css.wide}>
                {field ? (
                  <BulkValue
                    field={field}
                    value={line.value}
                    onChange={(value) => onChange(lines.with(index, { ...line, value }))}
                  />
                ) : null}
              </div>
            </div>
            {lines.length > 1 ? (
              <Button
                type="text"
                icon={<CloseOutlined aria-hidden />}
                aria-label={`${t('common.remove')} ${field?.label ?? ''}`}
                onClick={() => onChange(lines.toSpliced(index, 1))}
              />
            ) : null}
          </div>
        );
      })}
      {lines.some(({ key }) => key === 'owner') ? <p className={css.note}>{t('lists.bulk.ownerKept')}</p> : null}
      {free[0] ? (
        <Button
          type="dashed"
          icon={<PlusOutlined aria-hidden />}
          onClick={() => onChange([...lines, { key: free[0]?.key ?? '', value: undefined }])}
        >
          {t('lists.bulk.another')}
        </Button>
      ) : null}
    </>
  );
}

type PreviewProps = { preview: BulkPreview; fieldOf: (key: string) => FieldInfo | undefined };

function Preview({ preview, fieldOf }: PreviewProps) {
  const t = useT();
  const wordsOf = useBulkWords(fieldOf);
  const { total, changing, unchanged, refused, sample, people } = preview;
  const words = (values: Record<string, unknown>) =>
    wordsOf(values, people).map(({ key, field, words: said }) => (
      <div key={key}>
        {field?.label}: {said}
      </div>
    ));
  return (
    <>
      <ul role="status">
        <li>{total === 0 ? t('lists.bulk.nothing') : t('lists.bulk.total', { count: total })}</li>
        <li>{t('lists.bulk.changing', { count: changing })}</li>
        {unchanged > 0 ? <li>{t('lists.bulk.unchanged', { count: unchanged })}</li> : null}
        {refused.map(({ code, count }) => (
          <li key={code}>
            {t('lists.bulk.refused', {
              count,
              reason: (t as LooseT)(`errors.codes.${code.replace('.', '_') as Flat<ErrorCode>}`),
            })}
          </li>
        ))}
      </ul>
      {sample.length > 0 ? (
        <div className={css.scroll}>
          <table className={css.sample}>
            <caption>{t('lists.bulk.sample')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('lists.bulk.customer')}</th>
                <th scope="col">{t('lists.bulk.before')}</th>
                <th scope="col">{t('lists.bulk.after')}</th>
              </tr>
            </thead>
            <tbody>
              {sample.map(({ customer, before, after }) => (
                <tr key={customer.id}>
                  <td>{customer.name}</td>
                  <td>{words(before)}</td>
                  <td>{words(after)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
    </>
  );
}
