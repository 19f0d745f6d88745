import { DeleteOutlined, EditOutlined, PaperClipOutlined } from '@ant-design/icons';
import { App, Button, Image } from 'antd';
import { useState } from 'react';
import type { Note } from '../../../../contract/notes.ts';
import { api } from '../../lib/client.ts';
import { useCommand } from '../../lib/command.ts';
import { useFileSize } from '../../lib/file-size.ts';
import { useFormat } from '../../lib/format.ts';
import { useT } from '../../lib/texts.ts';
import { FormAlert } from '../../ui/form-alert.tsx';
import { SubmitKeys } from '../../ui/submit-keys.tsx';
import { NoteInput } from './note-input.tsx';
import { mentionsIn, piecesOf } from './note-text.ts';
import css from './notes.module.css';

type NoteBodyProps = { note: Note; customerId: string };

/** A note as it stands on a timeline: its words, pictures and files; its writer can change it for a while. */
export function NoteBody({ note, customerId }: NoteBodyProps) {
  const t = useT();
  const format = useFormat();
  const [editing, setEditing] = useState(false);
  if (note.removedAt) return <p className={css.removed}>{t('timeline.removed')}</p>;
  if (editing) return <NoteEditor note={note} customerId={customerId} onDone={() => setEditing(false)} />;
  return (
    <>
      <p className={css.text}>
        {piecesOf(note.text, note.mentions).map((piece, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text have no other identity
          <span key={at} className={piece.mention ? css.mention : undefined}>
            {piece.text}
          </span>
        ))}
      </p>
      <Files files={note.files} />
      <div className={css.foot}>
        {note.editedAt ? (
          <span title={format.dateTime(note.editedAt)} className={css.edited}>
            {t('timeline.edited')}
          </span>
        ) : null}
        {note.can.change ? <Actions note={note} onEdit={() => setEditing(true)} /> : null}
      </div>
    </>
  );
}

function Actions({ note, onEdit }: { note: Note; onEdit: () => void }) {
  const t = useT();
  const { modal } = App.useApp();
  const remove = useCommand(api.notes.remove);
  const ask = () =>
    modal.confirm({
      title: t('timeline.removeTitle'),
      content: t('timeline.removeBody'),
      okText: t('common.remove'),
      okButtonProps: { danger: true },
      cancelText: t('common.cancel'),
      onOk: () => remove.mutateAsync({ id: note.id, version: note.version }).catch(() => undefined),
    });
  return (
    <>
      <Button type="text" size="small" icon={<EditOutlined />} aria-label={t('timeline.edit')} onClick={onEdit} />
      <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={t('timeline.remove')} onClick={ask} />
    </>
  );
}

function NoteEditor({ note, customerId, onDone }: NoteBodyProps & { onDone: () => void }) {
  const t = useT();
  const [draft, setDraft] = useState({ text: note.text, people: note.mentions });
  const edit = useCommand(api.notes.edit, { onSuccess: onDone, onError: () => undefined });
  const save = () => {
    if (!draft.text.trim() || edit.isPending) return;
    edit.mutate({ id: note.id, version: note.version, text: draft.text.trim(), mentions: mentionsIn(draft) });
  };
  return (
    <SubmitKeys onSubmit={save}>
      <NoteInput customerId={customerId} value={draft} onChange={setDraft} autoFocus />
      <FormAlert error={edit.error} />
      <div className={css.foot}>
        <Button type="primary" size="small" loading={edit.isPending} disabled={!draft.text.trim()} onClick={save}>
          {t('common.save')}
        </Button>
        <Button size="small" onClick={onDone}>
          {t('common.cancel')}
        </Button>
      </div>
    </SubmitKeys>
  );
}

/** Kinds of pictures that every browser shows. */
const shown = ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/bmp'];

function Files({ files }: { files: Note['files'] }) {
  const fileSize = useFileSize();
  if (files.length === 0) return null;
  const address = (id: string) => `/api/files/${id}/content`;
  const pictures = files.filter((file) => shown.includes(file.type));
  const others = files.filter((file) => !shown.includes(file.type));
  return (
    <>
      {pictures.length > 0 ? (
        <Image.PreviewGroup>
          <div className={css.pictures}>
            {pictures.map((file) => (
              <Image key={file.id} src={address(file.id)} alt={file.name} height={72} className={css.picture} />
            ))}
          </div>
        </Image.PreviewGroup>
      ) : null}
      <ul className={css.files}>
        {others.map((file) => (
          <li key={file.id}>
            <a href={address(file.id)} download>
              <PaperClipOutlined aria-hidden /> {file.name}
            </a>{' '}
            <span className={css.edited}>{fileSize(file.size)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
