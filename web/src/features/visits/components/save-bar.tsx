import { Link, useNavigate } from '@tanstack/react-router';
import { Alert, Button, Checkbox, Popconfirm } from 'antd';
import { useEffect, useRef } from 'react';
import { useMe } from '../../../lib/me.ts';
import { usePhone } from '../../../lib/media.ts';
import { useT } from '../../../lib/texts.ts';
import { useDayWords } from '../../../widgets/date-chips/use-day-words.ts';
import type { VisitDraft } from '../drafts/draft.ts';
import { toCommand } from '../drafts/draft.ts';
import { dropDraft } from '../drafts/draft-store.ts';
import type { Recording } from '../drafts/use-record.ts';
import { DraftState } from './draft-state.tsx';
import css from './record-form.module.css';
import { useRefusalText } from './refusal-text.ts';

/** The sentence above the button: everything that saving will do, in the order of its weight. */
function useEffects(): (draft: VisitDraft) => string[] {
  const t = useT();
  const words = useDayWords();
  const { supervisor } = useMe();
  return (draft) => {
    const command = toCommand(draft);
    const names = [
      ...draft.facts.contacts.filter(({ id }) => command.contactIds.includes(id)).map(({ name }) => name),
      ...command.newContacts.map(({ name }) => name),
    ];
    const planned = command.commitments.filter((each) => each.plan).length;
    const submits = draft.item && draft.fields.completeItem;
    return [
      ...(submits && supervisor ? [t('visits.effects.submit', { supervisor: supervisor.name })] : []),
      ...(submits && !supervisor ? [t('visits.effects.complete')] : []),
      ...(names.length > 0 ? [t('visits.effects.met', { names: names.join(t('visits.comma')) })] : []),
      t('visits.effects.archive'),
      ...(command.customerPhone ? [t('visits.effects.phone', { phone: command.customerPhone })] : []),
      ...(command.competitors.length > 0
        ? [t('visits.effects.competitors', { count: command.competitors.length })]
        : []),
      ...(planned > 0 ? [t('visits.effects.commitments', { count: planned })] : []),
      ...(command.planNextStep && command.nextStepOn
        ? [t('visits.effects.nextStep', { day: words(command.nextStepOn) })]
        : []),
    ];
  };
}

function Refused({ recording }: { recording: Recording }) {
  const t = useT();
  const refusalText = useRefusalText();
  const place = useRef<HTMLDivElement>(null);
  const { body, fields } = recording.refusal;
  useEffect(() => {
    if (body && fields.length === 0) place.current?.scrollIntoView({ block: 'center' });
  }, [body, fields]);
  if (!body) return null;
  const isRecorded = body.code === 'visits.alreadyRecorded';
  const itemId = recording.draft.item?.id;
  return (
    <div ref={place}>
      <Alert
        type="error"
        showIcon
        role="alert"
        title={refusalText(body)}
        description={t(fields.length > 0 ? 'visits.refusedFields' : 'visits.refusedKept')}
        action={
          isRecorded && itemId ? (
            <Link to="/items/$id" params={{ id: itemId }}>
              {t('common.open')}
            </Link>
          ) : null
        }
      />
    </div>
  );
}

/** What saving will do, where the record stands, and the one button. */
export function SaveBar({ recording }: { recording: Recording }) {
  const t = useT();
  const me = useMe();
  const navigate = useNavigate();
  const phone = usePhone();
  const effects = useEffects();
  const { draft, patch, save, state, isLocked, takeBack } = recording;
  const discard = () => {
    dropDraft(me.id, draft.id);
    void navigate({ to: '/visits' });
  };
  const options = (
    <>
      {draft.item && !isLocked ? (
        <Checkbox
          checked={draft.fields.completeItem}
          onChange={(event) => patch({ completeItem: event.target.checked })}
        >
          {t('visits.completeItem')}
        </Checkbox>
      ) : null}
      {state === 'kept' || state === 'notKept' ? (
        <Popconfirm title={t('visits.discardAsk')} okText={t('visits.discard')} onConfirm={discard}>
          <Button>{t('visits.discard')}</Button>
        </Popconfirm>
      ) : null}
    </>
  );
  const sentence = (
    <>
      <Refused recording={recording} />
      <p className={css.effect} aria-live="polite">
        {t('visits.effects.after')}
        {effects(draft).join(` ${t('common.separator')} `)}
      </p>
    </>
  );
  return (
    <>
      {phone ? (
        <div className={css.section}>
          {sentence}
          <div className={css.options}>{options}</div>
        </div>
      ) : null}
      <div className={css.bar}>
        {phone ? null : sentence}
        <div className={css.buttons}>
          <div className={css.left}>
            <DraftState state={state} />
          </div>
          {phone ? null : options}
          {takeBack ? <Button onClick={takeBack}>{t('visits.takeBack')}</Button> : null}
          <Button type="primary" loading={state === 'sending'} disabled={isLocked} onClick={() => void save()}>
            {t(draft.item && draft.fields.completeItem ? 'visits.saveAndComplete' : 'visits.save')}
          </Button>
        </div>
      </div>
    </>
  );
}
