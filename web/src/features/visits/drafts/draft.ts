/** A half-written visit record as it is kept on the device, and the command that it becomes. */
import type { DecisionRole } from '../../../../../contract/customers.ts';
import type { FieldError } from '../../../../../contract/errors.ts';
import type { ListEntry } from '../../../../../contract/settings.ts';

export type Place = { latitude: number; longitude: number; accuracy: number };
export type Side = 'ours' | 'theirs';

export type NewContact = { name: string; title: string; decisionRole: DecisionRole | null; phone: string };
export type CompetitorMet = { competitorId: string | null; name: string; offer: string };
export type Commitment = {
  side: Side;
  text: string;
  dueOn: string | null;
  /** Chosen by hand: the words of the text no longer move it. */
  isDueChosen: boolean;
  plan: boolean;
};
export type Cost = { kindId: string | null; amount: string; note: string };

export type DraftFields = {
  purposeId: string | null;
  contactIds: string[];
  newContacts: NewContact[];
  discussed: string;
  needs: string;
  competitors: CompetitorMet[];
  commitments: Commitment[];
  nextStep: string;
  nextStepOn: string | null;
  nextStepTime: string | null;
  isNextStepChosen: boolean;
  planNextStep: boolean;
  costs: Cost[];
  customerPhone: string;
  completeItem: boolean;
};

export type ContactFact = { id: string; name: string; title: string | null; decisionRole: DecisionRole | null };

/** What the form shows besides the person's own words, kept so that it opens without network. */
export type DraftFacts = {
  phone: string | null;
  contacts: ContactFact[];
  lists: Pick<ListEntry, 'id' | 'list' | 'name'>[];
};

export type CheckIn = { at: string; place: Place | null; isSent: boolean };

export type VisitDraft = {
  id: string;
  visitedOn: string;
  updatedAt: string;
  customer: { id: string; name: string };
  item: { id: string; title: string; expectedResult: string | null; day: string } | null;
  /** Known once the server has the check-in. */
  visit: { id: string; version: number } | null;
  checkIn: CheckIn | null;
  facts: DraftFacts;
  fields: DraftFields;
};

export const newContact = (): NewContact => ({ name: '', title: '', decisionRole: null, phone: '' });
export const newCommitment = (side: Side): Commitment => ({
  side,
  text: '',
  dueOn: null,
  isDueChosen: false,
  plan: side === 'ours',
});
export const newCost = (): Cost => ({ kindId: null, amount: '', note: '' });

/** An untouched form: nothing is taken as a fact that nobody stated. */
export function emptyFields(facts: Pick<DraftFacts, 'phone'>): DraftFields {
  return {
    purposeId: null,
    contactIds: [],
    newContacts: [],
    discussed: '',
    needs: '',
    competitors: [],
    commitments: [newCommitment('ours')],
    nextStep: '',
    nextStepOn: null,
    nextStepTime: null,
    isNextStepChosen: false,
    planNextStep: true,
    costs: [newCost()],
    customerPhone: facts.phone ?? '',
    completeItem: true,
  };
}

/** The rows that hold something, each with its place in the form. */
function filled<R>(rows: R[], isFilled: (row: R) => boolean): { places: number[]; rows: R[] } {
  const places = rows.flatMap((row, place) => (isFilled(row) ? [place] : []));
  return { places, rows: rows.filter(isFilled) };
}

const orNull = (text: string) => text.trim() || null;

/** Money as people write it: "¥1,260.5" and "260 元" are 1260.5 and 260. */
function amountOf(typed: string): string {
  return typed.replace(/[¥￥$€元,，\s]/g, '');
}

function rowsOf(fields: DraftFields) {
  return {
    newContacts: filled(fields.newContacts, (row) => row.name.trim() !== ''),
    competitors: filled(fields.competitors, (row) => row.competitorId !== null || row.name.trim() !== ''),
    commitments: filled(fields.commitments, (row) => row.text.trim() !== ''),
    costs: filled(fields.costs, (row) => row.amount.trim() !== ''),
  };
}

/** The command that records the visit. Empty rows are left out. */
export function toCommand(draft: VisitDraft) {
  const { fields, facts } = draft;
  const rows = rowsOf(fields);
  const phone = fields.customerPhone.trim();
  return {
    ...(draft.visit ? { visitId: draft.visit.id, version: draft.visit.version } : {}),
    customerId: draft.customer.id,
    planItemId: draft.item?.id ?? null,
    visitedOn: draft.visitedOn,
    completeItem: fields.completeItem,
    purposeId: fields.purposeId,
    contactIds: fields.contactIds,
    newContacts: rows.newContacts.rows.map((row) => ({
      name: row.name.trim(),
      title: orNull(row.title),
      decisionRole: row.decisionRole,
      phone: orNull(row.phone),
    })),
    discussed: fields.discussed.trim(),
    needs: orNull(fields.needs),
    competitors: rows.competitors.rows.map((row) => ({
      ...(row.competitorId ? { competitorId: row.competitorId } : { name: row.name.trim() }),
      offer: orNull(row.offer),
    })),
    commitments: rows.commitments.rows.map((row) => ({
      side: row.side,
      text: row.text.trim(),
      dueOn: row.dueOn,
      plan: row.plan && row.side === 'ours' && row.dueOn !== null,
    })),
    nextStep: orNull(fields.nextStep),
    nextStepOn: fields.nextStep.trim() ? fields.nextStepOn : null,
    nextStepTime: fields.nextStep.trim() && fields.nextStepOn ? fields.nextStepTime : null,
    planNextStep: fields.planNextStep && fields.nextStep.trim() !== '' && fields.nextStepOn !== null,
    costs: rows.costs.rows.map((row) => ({ kindId: row.kindId, amount: amountOf(row.amount), note: orNull(row.note) })),
    ...(phone && phone !== facts.phone ? { customerPhone: phone } : {}),
  };
}
export type RecordCommand = ReturnType<typeof toCommand>;

/** What can be seen to be missing before anything is sent; without network nobody else would say it. */
export function checkDraft(draft: VisitDraft): FieldError[] {
  const errors: FieldError[] = [];
  if (draft.fields.discussed.trim() === '') errors.push({ path: 'discussed', code: 'required' });
  draft.fields.costs.forEach((row, place) => {
    const amount = amountOf(row.amount);
    if (amount !== '' && !/^\d{1,13}(\.\d{1,2})?$/.test(amount)) {
      errors.push({ path: `costs.${place}.amount`, code: 'format' });
    }
  });
  return errors;
}

/** Turns the places of the command's rows into those of the form, where empty rows count as well. */
export function placeErrors(draft: VisitDraft, errors: FieldError[]): FieldError[] {
  const rows = rowsOf(draft.fields);
  return errors.map((error) => {
    const [list = '', place = '', ...rest] = error.path.split('.');
    if (!(list in rows)) return error;
    const at = rows[list as keyof typeof rows].places[Number(place)];
    return at === undefined ? error : { ...error, path: [list, at, ...rest].join('.') };
  });
}

/** Whether the person has put anything into it: an untouched form is not worth keeping. */
export function hasContent(draft: VisitDraft): boolean {
  const untouched = { ...draft, fields: emptyFields(draft.facts) };
  return draft.checkIn !== null || JSON.stringify(toCommand(draft)) !== JSON.stringify(toCommand(untouched));
}

/** The same draft over fresher facts. A phone number that nobody touched follows the archive. */
export function withFacts(draft: VisitDraft, facts: DraftFacts): VisitDraft {
  const isUntouched = draft.fields.customerPhone === (draft.facts.phone ?? '');
  const known = new Set(facts.contacts.map((contact) => contact.id));
  return {
    ...draft,
    facts,
    fields: {
      ...draft.fields,
      contactIds: draft.fields.contactIds.filter((contactId) => known.has(contactId)),
      customerPhone: isUntouched ? (facts.phone ?? '') : draft.fields.customerPhone,
    },
  };
}
