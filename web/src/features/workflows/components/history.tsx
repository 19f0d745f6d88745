import { Button, Input } from 'antd';
import { useState } from 'react';
import type { HistoryLine, InstanceDetail } from '../../../../../contract/workflows.ts';
import { api } from '../../../lib/client.ts';
import { useCommand } from '../../../lib/command.ts';
import { useDraft } from '../../../lib/drafts.ts';
import { useFormat } from '../../../lib/format.ts';
import { useT } from '../../../lib/texts.ts';
import { FormAlert } from '../../../ui/form-alert.tsx';
import { PersonName } from '../../../ui/person-name.tsx';
import { SubmitKeys } from '../../../ui/submit-keys.tsx';
import { useNodeName } from '../../../widgets/workflows/words.ts';
import { toldOf, useHistoryWords } from '../history-words.ts';
import css from './instance.module.css';

/** What happened, in its order, and a box to say something. */
export function History({ instance }: { instance: InstanceDetail }) {
  return (
    <>
      <ol>
        {toldOf(instance.history).map((line) => (
          <Line key={line.id} line={line} />
        ))}
      </ol>
      {instance.can.comment ? <Write instanceId={instance.id} /> : null}
    </>
  );
}

function Line({ line }: { line: HistoryLine }) {
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
      {line.comment ? <p className={css.comment}>{line.comment}</p> : null}
    </li>
  );
}

/** Ctrl/⌘ Enter sends; what was begun stays until it is sent. */
function Write({ instanceId }: { instanceId: string }) {
  const t = useT();
  const draft = useDraft<string>(`workflow.${instanceId}.comment`);
  const [text, setText] = useState(() => draft.stored() ?? '');
  const comment = useCommand(api.workflows.comment, {
    onError: () => undefined,
    onSuccess: () => {
      draft.clear();
      setText('');
    },
  });
  const ready = text.trim() !== '';
  const send = () => {
    if (ready && !comment.isPending) comment.mutate({ id: instanceId, text: text.trim() });
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
        <Button disabled={!ready} loading={comment.isPending} onClick={send}>
          {t('workflows.instance.send')}
        </Button>
      </div>
    </SubmitKeys>
  );
}
