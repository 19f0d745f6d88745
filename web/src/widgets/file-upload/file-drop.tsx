import { InboxOutlined } from '@ant-design/icons';
import { Progress } from 'antd';
import type { ReactNode, Ref } from 'react';
import { useId, useState } from 'react';
import css from './file-drop.module.css';

type FileDropProps = {
  title: string;
  hint: ReactNode;
  /** Endings with their dot, such as `.csv`; none means any. */
  accept?: string[];
  onFile: (file: File) => void;
  /** Share sent of the file on its way, 0 to 1; null when none is. */
  progress: { name: string; share: number } | null;
  inputRef?: Ref<HTMLInputElement> | undefined;
};

/** A place to drop one file or to choose it. */
export function FileDrop({ title, hint, accept, onFile, progress, inputRef }: FileDropProps) {
  const inputId = useId();
  const [over, setOver] = useState(false);
  const take = (files: FileList | null) => {
    const file = files?.[0];
    if (file && !progress) onFile(file);
  };
  return (
    <label
      htmlFor={inputId}
      className={over ? `${css.drop} ${css.over}` : css.drop}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer.files);
      }}
    >
      <InboxOutlined className={css.icon} aria-hidden />
      <span className={css.title}>{progress ? progress.name : title}</span>
      {progress ? (
        <Progress
          className={css.bar}
          percent={Math.round(progress.share * 100)}
          size="small"
          aria-label={progress.name}
        />
      ) : (
        <span className={css.hint}>{hint}</span>
      )}
      <input
        ref={inputRef}
        id={inputId}
        className="sr-only"
        type="file"
        accept={accept?.join(',')}
        disabled={Boolean(progress)}
        onChange={(event) => {
          take(event.target.files);
          // The same file can be chosen again after it was mended.
          event.target.value = '';
        }}
      />
    </label>
  );
}
