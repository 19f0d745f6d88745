import { Input, Modal, Radio, Select } from 'antd';
import type { Dispatch } from 'react';
import { useState } from 'react';
import type { FormValues } from '../../../../../contract/workflows.forms.ts';
import { api } from '../../../lib/client.ts';
import { useCommand } from '../../../lib/command.ts';
import { useFieldText } from '../../../lib/errors.ts';
import { useMe } from '../../../lib/me.ts';
import { useT } from '../../../lib/texts.ts';
import { FormAlert } from '../../../ui/form-alert.tsx';
import { Labelled } from '../../../ui/labelled.tsx';
import { SubmitKeys } from '../../../ui/submit-keys.tsx';
import { FileUpload } from '../../../widgets/file-upload/file-upload.tsx';
import { PersonPicker } from '../../../widgets/user-picker/person-picker.tsx';
import { useNodeName } from '../../../widgets/workflows/words.ts';
import type { Answers, Asked, OwnTask } from '../actions.ts';
import { firstAnswers, needsPeople, needsReason, takesFiles, toAction } from '../actions.ts';
import { refusedIn } from '../form-errors.ts';
import css from './instance.module.css';

type ActionDialogProps = {
  instanceId: string;
  asked: Asked;
  /** What its button says. */
  name: string;
  /** What was filled in at the task. */
  values: FormValues;
  onDone: () => void;
  /** The form was refused: it says where. */
  onRefused: (error: Error) => void;
  onClose: () => void;
};

/** Asks what an action wants to know, and does it. */
export function ActionDialog({ instanceId, asked, name, values, onDone, onRefused, onClose }: ActionDialogProps) {
  const t = useT();
  const [answers, setAnswers] = useState(() => firstAnswers(asked));
  const [isBusy, setBusy] = useState(false);
  const [missing, setMissing] = useState<'comment' | 'people' | null>(null);
  const act = useCommand(api.workflows.act, {
    onSuccess: onDone,
    onError: (error) => {
      if (refusedIn(error, 'values').length > 0) onRefused(error);
    },
  });
  const send = () => {
    if (act.isPending || isBusy) return;
    const result = toAction(asked, answers, values);
    setMissing('missing' in result ? result.missing : null);
    if ('action' in result) act.mutate({ id: instanceId, action: result.action });
  };
  const set = (changes: Partial<Answers>) => setAnswers((now) => ({ ...now, ...changes }));
  const node = 'node' in asked ? asked.node : '';
  return (
    <Modal
      open
      title={name}
      okText={name}
      okButtonProps={{
        disabled: isBusy,
        danger: asked.type === 'reject' || asked.type === 'terminate' || asked.type === 'withdraw',
      }}
      cancelText={t('common.cancel')}
      confirmLoading={act.isPending}
      onOk={send}
      onCancel={onClose}
    >
      <SubmitKeys onSubmit={send}>
        <div className={css.dialog}>
          <p className={css.quiet}>{t(`workflows.actionHints.${asked.type}`, { node })}</p>
          <FormAlert error={act.error} />
          <Whom asked={asked} answers={answers} set={set} isMissing={missing === 'people'} error={act.error} />
          {'task' in asked ? <How asked={asked} answers={answers} set={set} /> : null}
          <Comment asked={asked} value={answers.comment} set={set} isMissing={missing === 'comment'} />
          {takesFiles(asked) ? (
            <FileUpload value={answers.files} onChange={(files) => set({ files })} onBusy={setBusy} />
          ) : null}
        </div>
      </SubmitKeys>
    </Modal>
  );
}

type PartProps = { asked: Asked; answers: Answers; set: Dispatch<Partial<Answers>> };

function Comment({
  asked,
  value,
  set,
  isMissing,
}: Pick<PartProps, 'asked' | 'set'> & { value: string; isMissing: boolean }) {
  const t = useT();
  const needed = needsReason(asked);
  return (
    <Labelled
      label={needed ? t('workflows.ask.reason') : t('workflows.ask.comment')}
      extra={needed ? null : t('common.optional')}
      error={isMissing ? t('workflows.ask.reasonNeeded') : undefined}
    >
      {(ids) => (
        <Input.TextArea
          {...ids}
          autoFocus={needsPeople(asked) === null}
          autoSize={{ minRows: 3, maxRows: 8 }}
          maxLength={2000}
          value={value}
          onChange={(event) => set({ comment: event.target.value })}
        />
      )}
    </Labelled>
  );
}

/** To whom it is passed, or who is added. */
function Whom({ asked, answers, set, isMissing, error }: PartProps & { isMissing: boolean; error: unknown }) {
  const t = useT();
  const me = useMe();
  const fieldText = useFieldText();
  const wanted = needsPeople(asked);
  if (!wanted) return null;
  const refused = [...refusedIn(error, 'personIds'), ...refusedIn(error, 'personId')][0];
  const said = refused ? fieldText(refused.code, refused.params) : undefined;
  return (
    <Labelled
      label={wanted === 'one' ? t('workflows.ask.person') : t('workflows.ask.people')}
      error={isMissing ? t('workflows.ask.personNeeded') : said}
    >
      {({ id }) =>
        wanted === 'one' ? (
          <PersonPicker
            id={id}
            autoFocus
            except={[me.id]}
            value={answers.people[0] ?? null}
            onChange={(person) => set({ people: person ? [person] : [] })}
          />
        ) : (
          <PersonPicker
            id={id}
            autoFocus
            multiple
            except={[me.id]}
            value={answers.people}
            onChange={(people) => set({ people })}
          />
        )
      }
    </Labelled>
  );
}

type HowProps = Omit<PartProps, 'asked'> & { asked: Extract<Asked, { task: OwnTask }> };

/** The choices that one kind of action has. */
function How({ asked, answers, set }: HowProps) {
  const t = useT();
  const { type, task } = asked;
  if (type === 'sendBack') return <BackTo task={task} answers={answers} set={set} />;
  if (type === 'addSign')
    return (
      <Labelled label={t('workflows.ask.addKind')}>
        {({ id }) => (
          <Radio.Group
            id={id}
            value={answers.kind}
            onChange={(event) => set({ kind: event.target.value })}
            options={task.addKinds.map((kind) => ({ value: kind, label: t(`workflows.ask.addKinds.${kind}`) }))}
          />
        )}
      </Labelled>
    );
  if (type === 'removeSign')
    return (
      <Labelled label={t('workflows.ask.whom')}>
        {({ id }) => (
          <Select
            id={id}
            className={css.wide}
            value={answers.removed ?? null}
            onChange={(removed) => set({ removed })}
            options={task.removable.map(({ taskId, person }) => ({ value: taskId, label: person.name }))}
          />
        )}
      </Labelled>
    );
  return null;
}

/** To which node, and how it comes on from there. */
function BackTo({ task, answers, set }: { task: OwnTask } & Omit<PartProps, 'asked'>) {
  const t = useT();
  const nodeName = useNodeName();
  const target = task.sendBackTo.find(({ nodeId }) => nodeId === answers.nodeId);
  const goTo = (nodeId: string) => {
    const next = task.sendBackTo.find((one) => one.nodeId === nodeId);
    set({ nodeId, direct: next ? !next.replay : false });
  };
  return (
    <>
      <Labelled label={t('workflows.ask.backTo')}>
        {({ id }) => (
          <Select
            id={id}
            className={css.wide}
            value={answers.nodeId ?? null}
            onChange={goTo}
            options={task.sendBackTo.map(({ nodeId, name }) => ({ value: nodeId, label: nodeName(name) }))}
          />
        )}
      </Labelled>
      {target ? (
        <Labelled label={t('workflows.ask.after')}>
          {({ id }) => (
            <Radio.Group
              id={id}
              value={answers.direct ? 'direct' : 'replay'}
              onChange={(event) => set({ direct: event.target.value === 'direct' })}
              options={[
                ...(target.replay ? [{ value: 'replay', label: t('workflows.ask.replay') }] : []),
                ...(target.direct ? [{ value: 'direct', label: t('workflows.ask.direct') }] : []),
              ]}
            />
          )}
        </Labelled>
      ) : null}
    </>
  );
}
