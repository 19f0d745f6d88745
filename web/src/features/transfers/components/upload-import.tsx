import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Radio } from 'antd';
import { useState } from 'react';
import type { Import, ImportKind } from '../../../../../contract/transfers.ts';
import { api } from '../../../lib/client.ts';
import { useErrorText } from '../../../lib/errors.ts';
import { useT } from '../../../lib/texts.ts';
import { Card } from '../../../ui/card.tsx';
import { FileDrop } from '../../../widgets/file-upload/file-drop.tsx';
import { maxFileSize, uploadFile } from '../../../widgets/file-upload/upload.ts';
import css from './imports.module.css';

const endings = ['.csv', '.xlsx', '.txt'];

/** The first step: which file, and what it holds. */
export function UploadImport({ kinds, preferred }: { kinds: ImportKind[]; preferred?: string }) {
  const t = useT();
  const [kind, setKind] = useState<ImportKind>(kinds.find((each) => each === preferred) ?? kinds[0] ?? 'customers');
  const { send, progress, refusal } = useUpload(kind);
  return (
    <Card title={t('transfers.list.new')}>
      {kinds.length > 1 ? (
        <div className={css.kinds}>
          <span id="import-kind">{t('transfers.list.what')}</span>
          <Radio.Group
            aria-labelledby="import-kind"
            optionType="button"
            value={kind}
            options={kinds.map((each) => ({ value: each, label: t(`transfers.kinds.${each}`) }))}
            onChange={(event) => setKind(event.target.value as ImportKind)}
          />
        </div>
      ) : null}
      <FileDrop
        title={t('transfers.upload.drop')}
        hint={t('transfers.upload.accept')}
        accept={endings}
        onFile={(file) => void send(file)}
        progress={progress}
      />
      {refusal ? (
        <p className={css.refusal} role="alert">
          {refusal}
        </p>
      ) : null}
    </Card>
  );
}

function useUpload(kind: ImportKind) {
  const t = useT();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const errorText = useErrorText();
  const [progress, setProgress] = useState<{ name: string; share: number } | null>(null);
  const [refusal, setRefusal] = useState('');
  const send = async (file: File) => {
    setRefusal('');
    if (!endings.some((ending) => file.name.toLowerCase().endsWith(ending))) {
      setRefusal(t('transfers.upload.wrongType', { name: file.name, types: 'CSV / XLSX' }));
      return;
    }
    if (file.size > maxFileSize) {
      setRefusal(t('transfers.upload.tooLarge', { name: file.name }));
      return;
    }
    setProgress({ name: t('transfers.upload.uploading', { name: file.name }), share: 0 });
    try {
      const begun = await uploadFile<Import>(`/imports/upload?kind=${kind}`, file, (share) =>
        setProgress({ name: t('transfers.upload.uploading', { name: file.name }), share }),
      );
      void queries.invalidateQueries({ queryKey: api.transfers.key() });
      await navigate({ to: '/imports/$id', params: { id: begun.id } });
    } catch (error) {
      setRefusal(errorText(error));
    } finally {
      setProgress(null);
    }
  };
  return { send, progress, refusal };
}
