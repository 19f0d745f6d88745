import { SendOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import type { TextAreaRef } from 'antd/es/input/TextArea';
import type { Ref } from 'react';
import { useEffect, useImperativeHandle, useRef, useState } from 'react';
import type { PlanItemDetail } from '../../../../contract/plans.ts';
import { api } from '../../lib/client.ts';
import { useCommand } from '../../lib/command.ts';
import { useDraft } from '../../lib/drafts.ts';
import { useT } from '../../lib/texts.ts';
import { FormAlert } from '../../ui/form-alert.tsx';
import { SubmitKeys } from '../../ui/submit-keys.tsx';
import css from './evaluation-form.module.css';
import { ScoreInput } from './score-input.tsx';

export type EvaluationHandle = { setScore: (score: number) => void };
type Written = { score: number | null; advice: string };

type EvaluationFormProps = {
  item: Pick<PlanItemDetail, 'id' | 'version' | 'can' | 'title' | 'evaluations'>;
  onDone?: () => void;
  ref?: Ref<EvaluationHandle>;
};

function initial(item: EvaluationFormProps['item']): Written {
  const newest = item.evaluations.at(-1);
  return item.can.evaluate && newest
    ? { score: newest.score, advice: newest.advice ?? '' }
    : { score: null, advice: '' };
}

/** Score and advice in one line: a click on the score goes on to the advice, Ctrl/⌘ Enter sends. */
export function EvaluationForm({ item, onDone, ref }: EvaluationFormProps) {
  const t = useT();
  const advice = useRef<TextAreaRef>(null);
  const draft = useDraft<Written>(`evaluation.${item.id}`);
  const [written, setWritten] = useState<Written>(() => draft.stored() ?? initial(item));
  const isCorrection = !item.can.evaluate && item.can.correct;
  const onSuccess = () => {
    draft.clear();
    onDone?.();
  };
  const sent = { onSuccess, onError: () => undefined };
  const evaluate = useCommand(api.plans.evaluate, sent);
  const correct = useCommand(api.plans.correct, sent);
  const command = isCorrection ? correct : evaluate;
  const { keep } = draft;
  useEffect(() => {
    if (written.score !== null || written.advice) keep(written);
  }, [written, keep]);
  const setScore = (score: number) => {
    setWritten((before) => ({ ...before, score }));
    advice.current?.focus();
  };
  useImperativeHandle(ref, () => ({ setScore }));
  const words = written.advice.trim();
  const isReady = written.score !== null && (!isCorrection || words !== '');
  const send = () => {
    if (written.score === null || !isReady || command.isPending) return;
    const input = { id: item.id, version: item.version, score: written.score };
    if (isCorrection) correct.mutate({ ...input, advice: words });
    else evaluate.mutate({ ...input, advice: words || null });
  };
  return (
    <SubmitKeys onSubmit={send}>
      <div className={css.form}>
        <ScoreInput label={t('plans.scoreFor', { title: item.title })} value={written.score} onChange={setScore} />
        <div className={css.advice}>
          <Input.TextArea
            ref={advice}
            aria-label={t('plans.adviceFor', { title: item.title })}
            placeholder={t(isCorrection ? 'plans.correctionHint' : 'plans.adviceHint')}
            autoSize={{ minRows: 1, maxRows: 6 }}
            maxLength={2000}
            value={written.advice}
            onChange={(event) => setWritten({ ...written, advice: event.target.value })}
          />
          <Button
            type="primary"
            icon={<SendOutlined aria-hidden />}
            disabled={!isReady}
            loading={command.isPending}
            onClick={send}
            title={t('plans.sendKeys')}
          >
            {t(isCorrection ? 'plans.correct' : 'plans.send')}
          </Button>
        </div>
      </div>
      <FormAlert error={command.error} onReload={onDone} />
    </SubmitKeys>
  );
}
