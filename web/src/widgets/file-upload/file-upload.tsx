import { DeleteOutlined, PaperClipOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { Ref } from 'react';
import { useRef, useState } from 'react';
import type { StoredFile } from '../../../../contract/files.ts';
import { useErrorText } from '../../lib/errors.ts';
import { useFileSize } from '../../lib/file-size.ts';
import { useT } from '../../lib/texts.ts';
import css from './file-drop.module.css';
import { FileDrop } from './file-drop.tsx';
import { maxFileSize, uploadFile } from './upload.ts';

type UploadedFile = Pick<StoredFile, 'id' | 'name' | 'size'>;

type FileUploadProps = {
  value?: UploadedFile[];
  onChange?: (files: UploadedFile[]) => void;
  /** How many may be attached. */
  max?: number;
  /** The choice of a file, to be opened by a button elsewhere. */
  inputRef?: Ref<HTMLInputElement>;
  /** Told while a file is on its way. */
  onBusy?: (busy: boolean) => void;
};

/** Files to be attached to something: each is stored as soon as it is chosen, and attached when the form is saved. */
export function FileUpload({ value = [], onChange, max = 10, inputRef, onBusy }: FileUploadProps) {
  const t = useT();
  const errorText = useErrorText();
  const fileSize = useFileSize();
  const [progress, setProgress] = useState<{ name: string; share: number } | null>(null);
  const [refusal, setRefusal] = useState('');
  // The list and its form go on changing while a file is on its way.
  const now = useRef({ value, onChange });
  now.current = { value, onChange };
  const send = async (file: File) => {
    setRefusal('');
    if (file.size > maxFileSize) {
      setRefusal(t('transfers.upload.tooLarge', { name: file.name }));
      return;
    }
    setProgress({ name: file.name, share: 0 });
    onBusy?.(true);
    try {
      const stored = await uploadFile<StoredFile>('/files', file, (share) => setProgress({ name: file.name, share }));
      now.current.onChange?.([...now.current.value, { id: stored.id, name: stored.name, size: stored.size }]);
    } catch (error) {
      setRefusal(errorText(error));
    } finally {
      setProgress(null);
      onBusy?.(false);
    }
  };
  return (
    <div>
      {value.length < max ? (
        <FileDrop
          title={t('transfers.upload.attach')}
          hint={t('transfers.upload.size')}
          onFile={(file) => void send(file)}
          progress={progress}
          inputRef={inputRef}
        />
      ) : null}
      {refusal ? (
        <p className={css.error} role="alert">
          {refusal}
        </p>
      ) : null}
      <ul className={css.files}>
        {value.map((file) => (
          <li key={file.id} className={css.file}>
            <PaperClipOutlined aria-hidden />
            <span className={css.name}>{file.name}</span>
            <span className={css.size}>{fileSize(file.size)}</span>
            <Button
              type="text"
              size="small"
              icon={<DeleteOutlined />}
              aria-label={t('transfers.upload.remove', { name: file.name })}
              onClick={() => onChange?.(value.filter((other) => other.id !== file.id))}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}
