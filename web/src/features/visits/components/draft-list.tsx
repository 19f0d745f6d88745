import { Link } from '@tanstack/react-router';
import { useMe } from '../../../lib/me.ts';
import { useT } from '../../../lib/texts.ts';
import { Card, Row } from '../../../ui/card.tsx';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { StateTag } from '../../../ui/state-tag.tsx';
import type { VisitDraft } from '../drafts/draft.ts';
import { listDrafts, useDeviceEdition } from '../drafts/draft-store.ts';
import { readOutbox } from '../drafts/outbox.ts';
import { DraftState } from './draft-state.tsx';
import css from './record-form.module.css';
import { useRefusalText } from './refusal-text.ts';

function subjectOf(draft: VisitDraft) {
  if (draft.item) return { item: draft.item.id };
  return draft.visit ? { visit: draft.visit.id } : { customer: draft.customer.id };
}

/** Own records on this device that the server does not have yet; nothing when there is none. */
export function DraftList() {
  const t = useT();
  const { id: personId } = useMe();
  const refusalText = useRefusalText();
  useDeviceEdition();
  const drafts = listDrafts(personId);
  const outgoing = readOutbox(personId);
  if (drafts.length === 0) return null;
  return (
    <div className={css.drafts}>
      <Card title={t('visits.drafts')} extra={t('visits.draftsHint')}>
        <ul>
          {drafts.map((draft) => {
            const queued = outgoing.find((each) => each.kind === 'record' && each.draftId === draft.id);
            return (
              <Row
                key={draft.id}
                second={queued?.refusal ? refusalText(queued.refusal) : draft.fields.discussed.slice(0, 80)}
                end={
                  <>
                    {queued?.refusal ? (
                      <StateTag tone="bad">{t('visits.states.refused')}</StateTag>
                    ) : (
                      <DraftState state={queued ? 'waiting' : 'kept'} />
                    )}
                    <RelativeTime at={draft.updatedAt} />
                  </>
                }
              >
                <Link to="/visits/record" search={subjectOf(draft)}>
                  {draft.customer.name}
                  {draft.item ? ` ${t('common.separator')} ${draft.item.title}` : null}
                </Link>
              </Row>
            );
          })}
        </ul>
      </Card>
    </div>
  );
}
