import { PaperClipOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { api } from '../../../lib/client.ts';
import { useCommand } from '../../../lib/command.ts';
import { useDraft } from '../../../lib/drafts.ts';
import { useT } from '../../../lib/texts.ts';
import { FormAlert } from '../../../ui/form-alert.tsx';
import { SubmitKeys } from '../../../ui/submit-keys.tsx';
import { FileUpload } from '../../../widgets/file-upload/file-upload.tsx';
import { NoteInput } from '../../../widgets/notes/note-input.tsx';
import type { NoteDraft } from '../../../widgets/notes/note-text.ts';
import { mentionsIn } from '../../../widgets/notes/note-text.ts';
import css from './note-box.module.css';

type Box = NoteDraft & { files: { id: string; name: string; size: number }[] };
const blank: Box = { text: '', people: [], files: [] };
const mostFiles = 10;

/** A note for the timeline of a customer, with files and mentions; half-written ones wait for their writer. */
export function NoteBox({ customerId }: { customerId: string }) {
  const t = useT();
  const draft = useDraft<Box>(`customer.${customerId}.writing`);
  const [box, setBox] = useState(() => draft.stored() ?? blank);
  const [attaching, setAttaching] = useState(box.files.length > 0);
  const [uploading, setUploading] = useState(false);
  const choice = useRef<HTMLInputElement>(null);
  const attach = () => {
    // A browser opens the choice of a file only within the click itself.
    flushSync(() => setAttaching(true));
    choice.current?.click();
  };
  const change = (next: Box) => {
    setBox(next);
    if (next.text || next.files.length > 0) draft.keep(next);
    else draft.clear();
  };
  const add = useCommand(api.customers.addNote, {
    onSuccess: () => {
      draft.clear();
      setBox(blank);
      setAttaching(false);
    },
    onError: () => undefined,
  });
  const text = box.text.trim();
  const send = () => {
    if (!text || uploading || add.isPending) return;
    add.mutate({ id: customerId, text, mentions: mentionsIn(box), fileIds: box.files.map((file) => file.id) });
  };
  return (
    <SubmitKeys onSubmit={send}>
      <div className={css.box}>
        <NoteInput customerId={customerId} value={box} onChange={(value) => change({ ...box, ...value })} />
        {attaching ? (
          <div className={css.files}>
            <FileUpload
              value={box.files}
              max={mostFiles}
              inputRef={choice}
              onBusy={setUploading}
              onChange={(files) => change({ ...box, files })}
            />
          </div>
        ) : null}
        {text || attaching ? (
          <div className={css.foot}>
            {attaching ? null : (
              <Button size="small" icon={<PaperClipOutlined />} onClick={attach}>
                {t('timeline.attach')}
              </Button>
            )}
            <Button type="primary" size="small" loading={add.isPending} disabled={!text || uploading} onClick={send}>
              {t('customers.timeline.send')}
            </Button>
          </div>
        ) : null}
      </div>
      <FormAlert error={add.error} />
    </SubmitKeys>
  );
}
