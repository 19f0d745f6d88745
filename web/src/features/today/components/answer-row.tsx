import { MessageOutlined } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useRef, useState } from 'react';
import type { PlanItemDetail } from '../../../../../contract/plans.ts';
import { api } from '../../../lib/client.ts';
import { useCommand } from '../../../lib/command.ts';
import { useFormat } from '../../../lib/format.ts';
import { useMe } from '../../../lib/me.ts';
import { places } from '../../../lib/places.ts';
import { useT } from '../../../lib/texts.ts';
import { Row } from '../../../ui/card.tsx';
import { QuickText } from '../../../ui/quick-text.tsx';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { StateTag } from '../../../ui/state-tag.tsx';
import css from '../today.module.css';

const longestTitle = 200;

/** The newest evaluation, which is the one that counts. */
function newest(item: PlanItemDetail) {
  return item.evaluations.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt))[0];
}

/** Takes advice into today's plan and says so; a second try after a failure does not plan it twice. */
function useAccept(item: PlanItemDetail, advice: string) {
  const t = useT();
  const format = useFormat();
  const { today } = useMe().company;
  const planned = useRef(false);
  const reply = useCommand(api.plans.reply);
  const sendReply = () => {
    planned.current = true;
    reply.mutate({ id: item.id, text: t('today.accepted', { day: format.dayShort(today) }) });
  };
  const plan = useCommand(api.plans.createItem, { onSuccess: sendReply });
  const accept = () => {
    if (planned.current) sendReply();
    else {
      const title = advice.split('\n')[0]?.slice(0, longestTitle) ?? '';
      plan.mutate({ title, day: today, customerId: item.customer?.id ?? null, activity: 'other' });
    }
  };
  return { accept, pending: plan.isPending || reply.isPending };
}

/** Advice of the supervisor that waits for an answer, answered in place. */
export function AnswerRow({ item }: { item: PlanItemDetail }) {
  const t = useT();
  const format = useFormat();
  const [writing, setWriting] = useState(false);
  const evaluation = newest(item);
  const advice = evaluation?.advice ?? '';
  const { accept, pending } = useAccept(item, advice);
  const reply = useCommand(api.plans.reply, { onSuccess: () => setWriting(false) });
  if (!evaluation) return null;
  return (
    <Row
      lead={
        <StateTag tone="warn" icon={<MessageOutlined aria-hidden />}>
          {t('today.toAnswer')}
        </StateTag>
      }
      second={<q className={css.advice}>{advice}</q>}
      below={
        writing ? (
          <QuickText
            label={t('today.replyLabel', { name: evaluation.evaluator.name })}
            submit={t('today.send')}
            pending={reply.isPending}
            onSubmit={(text) => reply.mutate({ id: item.id, text })}
            onCancel={() => setWriting(false)}
          />
        ) : null
      }
      end={
        <>
          <Button size="small" aria-expanded={writing} onClick={() => setWriting(!writing)}>
            {t('today.reply')}
          </Button>
          <Button size="small" type="primary" loading={pending} onClick={accept}>
            {t('today.accept')}
          </Button>
        </>
      }
    >
      <Link {...places.item(item.id)} className={css.strong}>
        {t('today.advised', {
          name: evaluation.evaluator.name,
          title: item.title,
          score: format.score(evaluation.score),
        })}
      </Link>{' '}
      <span className={css.quiet}>
        <RelativeTime at={evaluation.createdAt} />
      </span>
    </Row>
  );
}
