import { describe, expect, test } from 'vitest';
import type { ErrorBody } from '../../../../../contract/errors.ts';
import type { VisitDraft } from './draft.ts';
import { checkDraft, emptyFields, hasContent, newCommitment, placeErrors, toCommand, withFacts } from './draft.ts';
import type { Store } from './draft-store.ts';
import { findDraft, keepDraft, listDrafts, readDraft, storeOver } from './draft-store.ts';
import type { Outgoing } from './outbox.ts';
import { enqueue, readOutbox, sendWaiting, takeBack } from './outbox.ts';

const person = 'p1';
const facts = {
  phone: '021-1',
  contacts: [
    { id: 'c1', name: '王总', title: null, decisionRole: 'decisionMaker' as const },
    { id: 'c2', name: '张敏', title: null, decisionRole: null },
  ],
  lists: [],
};

/** A browser's storage; `room` is how many letters one entry may have. */
function storage(room = Number.POSITIVE_INFINITY): Storage {
  const methods = {
    getItem(this: Record<string, string>, key: string) {
      return this[key] ?? null;
    },
    setItem(this: Record<string, string>, key: string, value: string) {
      if (value.length > room) throw new DOMException('full', 'QuotaExceededError');
      this[key] = value;
    },
    removeItem(this: Record<string, string>, key: string) {
      delete this[key];
    },
  };
  return Object.create(methods) as Storage;
}

function memory(room?: number): Store {
  const place = storage(room);
  return storeOver(() => place);
}

function draftOf(fields: Partial<VisitDraft['fields']> = {}, rest: Partial<VisitDraft> = {}): VisitDraft {
  return {
    id: 'd1',
    visitedOn: '2026-11-26',
    updatedAt: '2026-11-26T01:00:00Z',
    customer: { id: 'k1', name: '永晟化工' },
    item: { id: 'i1', title: '拜访', expectedResult: null, day: '2026-11-26' },
    visit: null,
    checkIn: null,
    facts,
    fields: { ...emptyFields(facts), ...fields },
    ...rest,
  };
}

describe('the command', () => {
  test('leaves out empty rows, keeps the phone only when it is new, plans only what has a day', () => {
    const command = toCommand(
      draftOf({
        discussed: ' 试样合格 ',
        commitments: [
          newCommitment('ours'),
          { ...newCommitment('ours'), text: '发报价', dueOn: '2026-11-27' },
          { ...newCommitment('ours'), text: '没有日期' },
          { ...newCommitment('theirs'), text: '给图纸', dueOn: '2026-11-30', plan: true },
        ],
        costs: [{ kindId: null, amount: '¥1,260.5', note: '' }],
        nextStep: '电话',
      }),
    );
    expect(command.discussed).toBe('试样合格');
    expect(command.commitments).toEqual([
      { side: 'ours', text: '发报价', dueOn: '2026-11-27', plan: true },
      { side: 'ours', text: '没有日期', dueOn: null, plan: false },
      { side: 'theirs', text: '给图纸', dueOn: '2026-11-30', plan: false },
    ]);
    expect(command.costs).toEqual([{ kindId: null, amount: '1260.5', note: null }]);
    expect(command).not.toHaveProperty('customerPhone');
    expect(command).not.toHaveProperty('visitId');
    expect(command.planNextStep).toBe(false);
    expect(toCommand(draftOf({ customerPhone: '021-2' })).customerPhone).toBe('021-2');
  });

  test('refusals find their rows in the form', () => {
    const draft = draftOf({ commitments: [newCommitment('ours'), { ...newCommitment('theirs'), text: 'x' }] });
    const placed = placeErrors(draft, [
      { path: 'commitments.0.text', code: 'tooLong' },
      { path: 'discussed', code: 'required' },
    ]);
    expect(placed.map((error) => error.path)).toEqual(['commitments.1.text', 'discussed']);
  });

  test('what is missing is said before sending', () => {
    expect(checkDraft(draftOf({ costs: [{ kindId: null, amount: '两百', note: '' }] }))).toEqual([
      { path: 'discussed', code: 'required' },
      { path: 'costs.0.amount', code: 'format' },
    ]);
  });

  test('an untouched form has no content', () => {
    expect(hasContent(draftOf())).toBe(false);
    expect(hasContent(draftOf({ needs: 'x' }))).toBe(true);
  });
});

test('a phone number follows the archive until it is touched; contacts that are gone are not met', () => {
  const fresh = { ...facts, phone: '021-9', contacts: facts.contacts.slice(1) };
  const untouched = withFacts(draftOf({ contactIds: ['c1', 'c2'] }), fresh);
  expect(untouched.fields).toMatchObject({ customerPhone: '021-9', contactIds: ['c2'] });
  expect(toCommand(untouched)).not.toHaveProperty('customerPhone');
  expect(withFacts(draftOf({ customerPhone: '021-5' }), fresh).fields.customerPhone).toBe('021-5');
});

describe('drafts on the device', () => {
  test('belong to one person, are found by what they are about, and end when emptied', () => {
    const store = memory();
    keepDraft(person, draftOf({ discussed: 'a' }), store);
    keepDraft(person, draftOf({ discussed: 'b' }, { id: 'd2', item: null }), store);
    expect(listDrafts('p2', store)).toEqual([]);
    expect(findDraft(person, { itemId: 'i1' }, store)?.id).toBe('d1');
    expect(findDraft(person, { customerId: 'k1' }, store)?.id).toBe('d2');
    expect(findDraft(person, { itemId: 'i2', customerId: 'k1' }, store)).toBeNull();
    expect(findDraft(person, { visitId: 'v9', customerId: 'k1' }, store)).toBeNull();
    keepDraft(person, draftOf(), store);
    expect(readDraft(person, 'd1', store)).toBeNull();
  });

  test('without room a draft is held in the tab, and it is said that it does not last', () => {
    const store = memory(10);
    expect(keepDraft(person, draftOf({ discussed: 'a' }), store)).toBe(false);
    expect(readDraft(person, 'd1', store)?.fields.discussed).toBe('a');
    expect(listDrafts(person, store)).toHaveLength(1);
  });
});

const common = {
  draftId: 'd1',
  customerName: '永晟化工',
  createdAt: '2026-11-26T01:00:00Z',
  isTried: false,
  refusal: null,
};
const checkIn: Outgoing = {
  ...common,
  id: 'o1',
  idempotencyKey: 'key1',
  kind: 'checkIn',
  input: { customerId: 'k1', planItemId: 'i1', at: '2026-11-26T01:00:00Z', place: null },
};
const record: Outgoing = {
  ...common,
  id: 'o2',
  idempotencyKey: 'key2',
  kind: 'record',
  input: toCommand(draftOf({ discussed: 'a' })),
};
const noRefusal = () => null;

describe('the queue', () => {
  test('sends in order; the record learns the visit of its check-in; the draft ends', async () => {
    const store = memory();
    keepDraft(person, draftOf({ discussed: 'a' }, { checkIn: { at: 'x', place: null, isSent: false } }), store);
    enqueue(person, checkIn, store);
    enqueue(person, record, store);
    const seen: Outgoing[] = [];
    const results = await sendWaiting(
      person,
      async (outgoing) => {
        seen.push(outgoing);
        return { id: 'v1', version: seen.length };
      },
      noRefusal,
      store,
    );
    expect(seen.map((each) => each.id)).toEqual(['o1', 'o2']);
    expect(seen[1]?.input).toMatchObject({ visitId: 'v1', version: 1 });
    expect(results.get('o2')).toEqual({ id: 'v1', version: 2 });
    expect(readOutbox(person, store)).toEqual([]);
    expect(listDrafts(person, store)).toEqual([]);
  });

  test('without an answer all stays, under the same key and the same words, and cannot be taken back', async () => {
    const store = memory();
    enqueue(person, checkIn, store);
    enqueue(person, record, store);
    const keys: string[] = [];
    const lost = async (outgoing: Outgoing) => {
      keys.push(outgoing.idempotencyKey);
      throw new TypeError('Failed to fetch');
    };
    await sendWaiting(person, lost, noRefusal, store);
    await sendWaiting(person, lost, noRefusal, store);
    expect(keys).toEqual(['key1', 'key1']);
    takeBack(person, 'o1', store);
    takeBack(person, 'o2', store);
    expect(readOutbox(person, store).map((each) => each.id)).toEqual(['o1']);
  });

  test('a tried record is never changed by a later check-in answer', async () => {
    const store = memory();
    enqueue(person, checkIn, store);
    enqueue(person, { ...record, isTried: true }, store);
    const seen: Outgoing[] = [];
    await sendWaiting(
      person,
      async (outgoing) => {
        seen.push(outgoing);
        return { id: 'v1', version: 1 };
      },
      noRefusal,
      store,
    );
    expect(seen[1]?.input).not.toHaveProperty('visitId');
  });

  test('a refusal stays with its words, is not sent again, and does not hold up the others', async () => {
    const store = memory();
    keepDraft(person, draftOf({ discussed: 'a' }), store);
    const body: ErrorBody = { code: 'visits.alreadyRecorded', params: {}, requestId: 'r' };
    enqueue(person, checkIn, store);
    enqueue(person, record, store);
    let sent = 0;
    const send = async (outgoing: Outgoing) => {
      sent += 1;
      if (outgoing.kind === 'record') throw new Error('refused');
      return { id: 'v1', version: 1 };
    };
    await sendWaiting(person, send, () => body, store);
    await sendWaiting(person, send, () => body, store);
    expect(sent).toBe(2);
    expect(readOutbox(person, store)).toMatchObject([{ id: 'o2', refusal: body }]);
    expect(listDrafts(person, store)).toHaveLength(1);
    takeBack(person, 'o2', store);
    expect(readOutbox(person, store)).toEqual([]);
  });
});
