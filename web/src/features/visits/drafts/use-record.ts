import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ErrorBody, FieldError } from '../../../../../contract/errors.ts';
import { randomId } from '../../../lib/ids.ts';
import { useMe } from '../../../lib/me.ts';
import type { DraftFields, Place, VisitDraft } from './draft.ts';
import { checkDraft, placeErrors, toCommand } from './draft.ts';
import { keepDraft, readDraft, useDeviceEdition } from './draft-store.ts';
import type { Outgoing } from './outbox.ts';
import { enqueue, readOutbox, takeBack } from './outbox.ts';
import { sendNow, visitOf } from './sender.ts';

/** Where a record stands, in the words of the state line. */
export type RecordState = 'empty' | 'kept' | 'notKept' | 'sending' | 'waiting' | 'sent';

const noFields: FieldError[] = [];

function useOutgoing(personId: string, draftId: string): Outgoing[] {
  useDeviceEdition();
  return readOutbox(personId).filter((outgoing) => outgoing.draftId === draftId);
}

/** The draft on the screen. What the queue has learned about its check-in meanwhile is taken over. */
function useKeptDraft(personId: string, start: VisitDraft) {
  const [draft, setDraft] = useState(start);
  const [isKept, setKept] = useState(true);
  const edition = useDeviceEdition();
  useEffect(() => {
    const stored = edition >= 0 ? readDraft(personId, draft.id) : null;
    if (stored?.visit && !draft.visit) setDraft({ ...draft, visit: stored.visit, checkIn: stored.checkIn });
  }, [edition, personId, draft]);
  const change = useCallback(
    (next: VisitDraft) => {
      const stamped = { ...next, updatedAt: new Date().toISOString() };
      setDraft(stamped);
      setKept(keepDraft(personId, stamped));
    },
    [personId],
  );
  return { draft, change, isKept };
}

function outgoingOf(draft: VisitDraft) {
  return {
    id: randomId(),
    idempotencyKey: randomId(),
    draftId: draft.id,
    customerName: draft.customer.name,
    createdAt: new Date().toISOString(),
    isTried: false,
    refusal: null,
  };
}

/** Tells once that the server has the record, whoever sent it: this page, the background, or another tab. */
function useSent(personId: string, draftId: string, record: Outgoing | undefined, onSent: (id?: string) => void) {
  const queued = useRef<string>(undefined);
  useEffect(() => {
    const left = queued.current;
    queued.current = record?.id;
    if (left && !record && !readDraft(personId, draftId)) onSent(visitOf(left));
  }, [personId, draftId, record, onSent]);
}

type Refusal = { body: ErrorBody | null; fields: FieldError[] };

/**
 * Everything about one record being written: its fields, what was refused, where it stands. `onSent` gets the id of
 * the visit once the server has it, or nothing when another tab sent it.
 */
export function useRecord(start: VisitDraft, onSent: (visitId?: string) => void) {
  const { id: personId } = useMe();
  const queries = useQueryClient();
  const { draft, change, isKept } = useKeptDraft(personId, start);
  const [refusal, setRefusal] = useState<Refusal>({ body: null, fields: noFields });
  const [isSending, setSending] = useState(false);
  const outgoing = useOutgoing(personId, draft.id);
  const record = outgoing.find((each) => each.kind === 'record');

  useSent(personId, draft.id, record, onSent);
  // A refusal that came while the record was not on the screen: its words are said now, and it can be mended.
  useEffect(() => {
    if (!record?.refusal || isSending) return;
    takeBack(personId, record.id);
    setRefusal({ body: record.refusal, fields: placeErrors(draft, record.refusal.fields ?? []) });
  }, [record, isSending, personId, draft]);

  const patch = (fields: Partial<DraftFields>) => {
    change({ ...draft, fields: { ...draft.fields, ...fields } });
    if (refusal.body || refusal.fields.length > 0) setRefusal({ body: null, fields: noFields });
  };

  const send = async (next: Outgoing) => {
    enqueue(personId, next);
    setSending(true);
    const sent = await sendNow(personId);
    setSending(false);
    if (sent.has(next.id)) void queries.invalidateQueries();
  };

  const save = async () => {
    const missing = checkDraft(draft);
    setRefusal({ body: null, fields: missing });
    if (missing.length > 0 || record) return;
    const next: Outgoing = { ...outgoingOf(draft), kind: 'record', input: toCommand(draft) };
    await send(next);
  };

  const checkIn = async (at: string, place: Place | null) => {
    change({ ...draft, checkIn: { at, place, isSent: false } });
    const input = { customerId: draft.customer.id, planItemId: draft.item?.id ?? null, at, place };
    const next: Outgoing = { ...outgoingOf(draft), kind: 'checkIn', input };
    await send(next);
    const refused = readOutbox(personId).find((each) => each.id === next.id)?.refusal;
    if (!refused) return;
    takeBack(personId, next.id);
    change({ ...draft, checkIn: null });
    setRefusal({ body: refused, fields: noFields });
  };

  const state: RecordState = isSending
    ? 'sending'
    : record
      ? 'waiting'
      : !isKept
        ? 'notKept'
        : readDraft(personId, draft.id)
          ? 'kept'
          : 'empty';
  return {
    draft,
    change,
    patch,
    save,
    checkIn,
    state,
    refusal,
    /** Takes the record back out of the queue; possible until it has been tried. */
    takeBack: record && !record.isTried && !isSending ? () => takeBack(personId, record.id) : null,
    isLocked: isSending || record !== undefined,
  };
}
export type Recording = ReturnType<typeof useRecord>;
