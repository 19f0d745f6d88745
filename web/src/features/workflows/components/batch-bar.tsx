import { CheckOutlined } from '@ant-design/icons';
import { App, Button, Input, Modal } from 'antd';
import { useState } from 'react';
import type { ErrorCode } from '../../../../../contract/errors.ts';
import type { TaskLine } from '../../../../../contract/workflows.ts';
import { api } from '../../../lib/client.ts';
import { useCommand } from '../../../lib/command.ts';
import { useCodeText } from '../../../lib/errors.ts';
import { useT } from '../../../lib/texts.ts';
import { FormAlert } from '../../../ui/form-alert.tsx';
import { Labelled } from '../../../ui/labelled.tsx';
import { SubmitKeys } from '../../../ui/submit-keys.tsx';
import type { Selection } from '../../../widgets/row-table/use-selection.ts';
import css from './boxes.module.css';

type BatchProps = { tasks: TaskLine[]; selection: Selection };

/** What can be done with the chosen tasks. */
export function BatchBar({ tasks, selection }: BatchProps) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const { ids, clear } = selection;
  if (ids.size === 0) return null;
  return (
    <div className={css.bulkBar}>
      <strong>{t('workflows.select.chosen', { count: ids.size })}</strong>
      <Button type="primary" icon={<CheckOutlined aria-hidden />} onClick={() => setOpen(true)}>
        {t('workflows.select.approve')}
      </Button>
      <Button type="link" onClick={clear}>
        {t('workflows.select.clear')}
      </Button>
      {open ? <BatchModal tasks={tasks} selection={selection} onClose={() => setOpen(false)} /> : null}
    </div>
  );
}

/** Says which were refused and why; the others are approved all the same. */
function useRefusals(tasks: TaskLine[]) {
  const t = useT();
  const codeText = useCodeText();
  const { modal } = App.useApp();
  return (refused: readonly { taskId: string; code: string }[]) => {
    modal.warning({
      title: t('workflows.select.refused', { count: refused.length }),
      content: (
        <ul>
          {refused.map(({ taskId, code }) => (
            <li key={taskId}>
              <b>{tasks.find((task) => task.id === taskId)?.instance.title}</b> {codeText(code as ErrorCode)}
            </li>
          ))}
        </ul>
      ),
      okText: t('common.close'),
    });
  };
}

function BatchModal({ tasks, selection, onClose }: BatchProps & { onClose: () => void }) {
  const t = useT();
  const { message } = App.useApp();
  const sayRefused = useRefusals(tasks);
  const [comment, setComment] = useState('');
  const count = selection.ids.size;
  const approve = useCommand(api.workflows.approveMany, {
    onError: () => undefined,
    onSuccess: ({ approved, refused }) => {
      if (approved > 0) void message.success(t('workflows.select.done', { count: approved }));
      if (refused.length > 0) sayRefused(refused);
      selection.clear();
      onClose();
    },
  });
  const send = () => {
    if (!approve.isPending)
      approve.mutate({ taskIds: [...selection.ids], ...(comment.trim() && { comment: comment.trim() }) });
  };
  return (
    <Modal
      open
      title={t('workflows.select.title', { count })}
      okText={t('workflows.actions.approve')}
      cancelText={t('common.cancel')}
      confirmLoading={approve.isPending}
      onOk={send}
      onCancel={onClose}
    >
      <SubmitKeys onSubmit={send}>
        <FormAlert error={approve.error} />
        <Labelled label={t('workflows.ask.comment')} extra={t('common.optional')}>
          {(ids) => (
            <Input.TextArea
              {...ids}
              autoFocus
              autoSize={{ minRows: 2, maxRows: 8 }}
              maxLength={2000}
              value={comment}
              onChange={(event) => setComment(event.target.value)}
            />
          )}
        </Labelled>
      </SubmitKeys>
    </Modal>
  );
}
