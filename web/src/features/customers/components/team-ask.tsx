import { UsergroupAddOutlined } from '@ant-design/icons';
import { App, Button, Input } from 'antd';
import { useState } from 'react';
import { api } from '../../../lib/client.ts';
import { useCommand } from '../../../lib/command.ts';
import { useT } from '../../../lib/texts.ts';
import { FormAlert } from '../../../ui/form-alert.tsx';
import { FormModal } from '../../../ui/form-modal.tsx';
import { Labelled } from '../../../ui/labelled.tsx';
import { SubmitKeys } from '../../../ui/submit-keys.tsx';
import { useChanged } from '../../../ui/unsaved.ts';

export type Match = { reason: 'name' | 'creditCode' | 'phone'; value: string };

type AskToJoinProps = {
  /** Who is asked, where that is known. */
  owner?: { id: string; name: string };
  customerId?: string;
  match?: Match;
};

/** A request to the owner of a customer to be taken onto its team. */
export function AskToJoin(props: AskToJoinProps) {
  const t = useT();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="small" icon={<UsergroupAddOutlined />} onClick={() => setOpen(true)}>
        {t('team.ask.action')}
      </Button>
      {open ? <AskForm {...props} onDone={() => setOpen(false)} /> : null}
    </>
  );
}

function AskForm({ owner, customerId, match, onDone }: AskToJoinProps & { onDone: () => void }) {
  const t = useT();
  const { message } = App.useApp();
  const [note, setNote] = useState('');
  const changed = useChanged(note);
  const ask = useCommand(api.team.ask, {
    onSuccess: () => {
      void message.success(t('team.ask.sent'));
      onDone();
    },
    onError: () => undefined,
  });
  const send = () =>
    ask.mutate({
      ...(match && owner ? { match: { ...match, ownerId: owner.id } } : { customerId }),
      ...(note.trim() && { note: note.trim() }),
    });
  return (
    <FormModal
      title={t('team.ask.title')}
      okText={t('team.ask.send')}
      cancelText={t('common.cancel')}
      confirmLoading={ask.isPending}
      onOk={send}
      dirty={changed}
      onClose={onDone}
    >
      <SubmitKeys onSubmit={send}>
        <p>{owner ? t('team.ask.hint', { owner: owner.name }) : t('team.ask.hintLink')}</p>
        <Labelled label={t('team.ask.note')}>
          {(ids) => (
            <Input.TextArea
              {...ids}
              autoFocus
              maxLength={500}
              autoSize={{ minRows: 2, maxRows: 6 }}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
          )}
        </Labelled>
        <FormAlert error={ask.error} />
      </SubmitKeys>
    </FormModal>
  );
}
