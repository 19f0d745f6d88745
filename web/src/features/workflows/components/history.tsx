import { ArrowRightOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { rowsOf } from '../../../../../contract/workflows.compute.ts';
import type { HistoryLine, InstanceDetail } from '../../../../../contract/workflows.ts';
import { api } from '../../../lib/client.ts';
import { useCommand } from '../../../lib/command.ts';
import { useDraft } from '../../../lib/drafts.ts';
import { useFormat } from '../../../lib/format.ts';
import { useT } from '../../../lib/texts.ts';
import { FormAlert } from '../../../ui/form-alert.tsx';
import { PersonName } from '../../../ui/person-name.tsx';
import { SubmitKeys } from '../../../ui/submit-keys.tsx';
import { FileLinks } from '../../../widgets/file-upload/file-links.tsx';
import { FileUpload } from '../../../widgets/file-upload/file-upload.tsx';
import { FormWord } from '../../../widgets/workflow-form/form-word.tsx';
import { useNodeName } from '../../../widgets/workflows/words.ts';
import { toldOf, useHistoryWords } from '../history-words.ts';
import css from './instance.module.css';

/** What happened, in its order, and a box to say something. */
export function History({ instance }: { instance: InstanceDetail }) {
  return (
    <>
      <ol>
        {toldOf(instance.history).map((line) => (
          <Line key={line.id} line={line} instance={instance} />
        ))}
      </ol>
      {instance.can.comment ? <Write instanceId={instance.id} /> : null}
    </>
  );
}

function Line({ line, instance }: { line: HistoryLine; instance: InstanceDetail }) {
  const t = useT();
  const format = useFormat();
  const nodeName = useNodeName();
  const words = useHistoryWords();
  const isDeed = line.type.startsWith('workflow.');
  return (
    <li className={css.line}>
      <span className={css.said}>
        {isDeed ? line.actor ? <PersonName person={line.actor} /> : <span>{t('workflows.history.system')}</span> : null}
        <span className={isDeed ? undefined : css.quiet}>{words(line)}</span>
        {line.node ? (
          <span className={css.quiet}>{t('workflows.history.at', { node: nodeName(line.node) })}</span>
        ) : null}
      </span>
      <time className={css.quiet} dateTime={line.at}>
        {format.dateTime(line.at)}
      </time>
      {line.changes.length > 0 ? <Changes changes={line.changes} instance={instance} /> : null}
      {line.comment ? <p className={css.comment}>{line.comment}</p> : null}
      {line.files.length > 0 ? (
        <div className={css.below}>
          <FileLinks files={line.files} />
        </div>
      ) : null}
    </li>
  );
}

/** What was written in the form, each field before and after. */
function Changes({ changes, instance }: { changes: HistoryLine['changes']; instance: InstanceDetail }) {
  const t = useT();
  const { form, ...named } = instance;
  return (
    <ul className={css.changes}>
      {changes.map(({ field: key, from, to }) => {
        const field = form.fields.find((one) => one.key === key);
        if (!field) return null;
        return (
          <li key={key}>
            <span className={css.quiet}>{field.label}</span>{' '}
            {field.type === 'table' ? (
              t('workflows.history.rows', { from: rowsOf(from).length, to: rowsOf(to).length })
            ) : (
              <>
                <del className={css.quiet}>
                  <FormWord field={field} value={from} named={named} />
                </del>{' '}
                <ArrowRightOutlined aria-label={t('workflows.history.becomes')} />{' '}
                <ins>
                  <FormWord field={field} value={to} named={named} />
                </ins>
              </>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** Ctrl/⌘ Enter sends; what was begun stays until it is sent. */
function Write({ instanceId }: { instanceId: string }) {
  const t = useT();
  const draft = useDraft<string>(`workflow.${instanceId}.comment`);
  const [text, setText] = useState(() => draft.stored() ?? '');
  const [files, setFiles] = useState<InstanceDetail['files']>([]);
  const [isBusy, setBusy] = useState(false);
  const comment = useCommand(api.workflows.comment, {
    onError: () => undefined,
    onSuccess: () => {
      draft.clear();
      setText('');
      setFiles([]);
    },
  });
  const ready = text.trim() !== '' && !isBusy;
  const send = () => {
    if (!ready || comment.isPending) return;
    comment.mutate({ id: instanceId, text: text.trim(), fileIds: files.map(({ id }) => id) });
  };
  return (
    <SubmitKeys onSubmit={send}>
      <FormAlert error={comment.error} />
      <div className={css.write}>
        <Input.TextArea
          aria-label={t('workflows.instance.write')}
          placeholder={`${t('workflows.instance.write')} ${t('common.separator')} ${t('workflows.instance.writeHint')}`}
          autoSize={{ minRows: 2, maxRows: 8 }}
          maxLength={2000}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            draft.keep(event.target.value);
          }}
        />
        {text.trim() ? <FileUpload value={files} onChange={setFiles} onBusy={setBusy} /> : null}
        <Button disabled={!ready} loading={comment.isPending} onClick={send}>
          {t('workflows.instance.send')}
        </Button>
      </div>
    </SubmitKeys>
  );
}
