import { Button, Input } from 'antd';
import { useState } from 'react';
import { api } from '../../../lib/client.ts';
import { useCommand } from '../../../lib/command.ts';
import { useDraft } from '../../../lib/drafts.ts';
import { useT } from '../../../lib/texts.ts';
import { FormAlert } from '../../../ui/form-alert.tsx';
import { SubmitKeys } from '../../../ui/submit-keys.tsx';
import css from './note-box.module.css';

/** A line for the timeline of a customer; half-written ones wait for their writer. */
export function NoteBox({ customerId }: { customerId: string }) {
  const t = useT();
  const draft = useDraft<string>(`customer.${customerId}.note`);
  const [text, setText] = useState(() => draft.stored() ?? '');
  const add = useCommand(api.customers.addNote, {
    onSuccess: () => {
      draft.clear();
      setText('');
    },
    onError: () => undefined,
  });
  const send = () => {
    if (text.trim() && !add.isPending) add.mutate({ id: customerId, text: text.trim() });
  };
  return (
    <SubmitKeys onSubmit={send}>
      <div className={css.box}>
        <Input.TextArea
          aria-label={t('customers.timeline.write')}
          placeholder={t('customers.timeline.placeholder')}
          autoSize={{ minRows: text ? 3 : 1, maxRows: 12 }}
          maxLength={5000}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            if (event.target.value) draft.keep(event.target.value);
            else draft.clear();
          }}
        />
        {text.trim() ? (
          <Button type="primary" size="small" loading={add.isPending} onClick={send}>
            {t('customers.timeline.send')}
          </Button>
        ) : null}
      </div>
      <FormAlert error={add.error} />
    </SubmitKeys>
  );
}
