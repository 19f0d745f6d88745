import { Button } from 'antd';
import { useState } from 'react';
import type { PlanItemDetail } from '../../../../../contract/plans.ts';
import { api } from '../../../lib/client.ts';
import { useCommand } from '../../../lib/command.ts';
import { useFormat } from '../../../lib/format.ts';
import { useT } from '../../../lib/texts.ts';
import { PersonName } from '../../../ui/person-name.tsx';
import { QuickText } from '../../../ui/quick-text.tsx';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { StateTag } from '../../../ui/state-tag.tsx';
import { EvaluationForm } from '../../../widgets/plan-items/evaluation-form.tsx';
import css from './item-view.module.css';

/** Every line of the evaluation, the one that counts last; a line that was corrected stays readable. */
function History({ item }: { item: PlanItemDetail }) {
  const t = useT();
  const format = useFormat();
  const corrected = new Set(item.evaluations.map((line) => line.correctsId));
  return (
    <ul className={css.stack}>
      {item.evaluations.map((line) => (
        <li key={line.id} className={corrected.has(line.id) ? `${css.answer} ${css.corrected}` : css.answer}>
          <div className={css.line}>
            <PersonName person={line.evaluator} withPost />
            <b className={css.score}>{t('plans.points', { score: format.score(line.score) })}</b>
            {corrected.has(line.id) ? <StateTag tone="done">{t('plans.corrected')}</StateTag> : null}
            {line.correctsId ? <StateTag tone="info">{t('plans.correction')}</StateTag> : null}
            <span className={css.quiet}>
              <RelativeTime at={line.createdAt} />
            </span>
          </div>
          {line.advice ? <p className={css.text}>{line.advice}</p> : null}
        </li>
      ))}
    </ul>
  );
}

function Replies({ item }: { item: PlanItemDetail }) {
  const t = useT();
  const [isOpen, setOpen] = useState(false);
  const reply = useCommand(api.plans.reply, { onSuccess: () => setOpen(false) });
  return (
    <>
      {item.replies.length > 0 ? (
        <ul className={css.stack}>
          {item.replies.map((line) => (
            <li key={line.id} className={css.reply}>
              <div className={css.line}>
                <PersonName person={line.author} />
                <span className={css.quiet}>
                  <RelativeTime at={line.createdAt} />
                </span>
              </div>
              <p className={css.text}>{line.text}</p>
            </li>
          ))}
        </ul>
      ) : null}
      {item.can.reply && isOpen ? (
        <QuickText
          label={t('plans.reply')}
          submit={t('plans.reply')}
          pending={reply.isPending}
          onSubmit={(text) => reply.mutate({ id: item.id, text })}
          onCancel={() => setOpen(false)}
        />
      ) : null}
      {item.can.reply && !isOpen ? (
        <div>
          <Button onClick={() => setOpen(true)}>{t('plans.reply')}</Button>
        </div>
      ) : null}
    </>
  );
}

/** The answer to an item: score and advice, what was corrected, and what was said to it. */
export function Evaluations({ item }: { item: PlanItemDetail }) {
  const t = useT();
  const [isChanging, setChanging] = useState(false);
  const mayAnswer = item.can.evaluate || item.can.correct;
  const isFirst = item.evaluations.length === 0;
  return (
    <div className={css.stack}>
      <History item={item} />
      {mayAnswer && (isFirst || isChanging) ? (
        <EvaluationForm key={item.version} item={item} onDone={() => setChanging(false)} />
      ) : null}
      {mayAnswer && !isFirst && !isChanging ? (
        <div>
          <Button onClick={() => setChanging(true)}>
            {t(item.can.evaluate ? 'plans.changeEvaluation' : 'plans.correctEvaluation')}
          </Button>
        </div>
      ) : null}
      <Replies item={item} />
    </div>
  );
}
