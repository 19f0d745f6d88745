import { useQueryClient } from '@tanstack/react-query';
import type { Form } from 'antd';
import { App, Button } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import type { Customer } from '../../../../../contract/customers.ts';
import { api } from '../../../lib/client.ts';
import { useDraft } from '../../../lib/drafts.ts';
import { useErrorText } from '../../../lib/errors.ts';
import { useT } from '../../../lib/texts.ts';
import { useLists } from '../../../widgets/lists/use-lists.ts';
import { rebaseOwn, toInputs } from '../../../widgets/own-fields/own-form.ts';
import { OwnWord } from '../../../widgets/own-fields/own-word.tsx';
import { useOwnFields } from '../../../widgets/own-fields/use-own-fields.ts';
import type { ArchiveField, ArchiveValues } from '../archive-values.ts';
import { rebase, valuesOf } from '../archive-values.ts';
import css from './forms.module.css';

/** What was typed, and the version and values of the archive that it was typed over. */
type ArchiveDraft = { version: number; from: ArchiveValues; mine: ArchiveValues };
type Notes = Partial<Record<string, ReactNode>>;

const useArchiveDraft = (id: string) => useDraft<ArchiveDraft>(`customer.${id}.archive`);

/**
 * The version that the form is measured against, with what was typed into it: kept as a draft, and carried over to a
 * newer version when somebody else was faster.
 */
export function useBase(customer: Customer, form: ReturnType<typeof Form.useForm<ArchiveValues>>[0]) {
  const queries = useQueryClient();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const { fields } = useOwnFields();
  const notesOf = useNotes();
  const heldOf = (one: Customer): ArchiveValues => ({ ...valuesOf(one), own: toInputs(fields, one) });
  const carry = (from: ArchiveValues, mine: ArchiveValues, newest: Customer) => {
    const { values, conflicts } = rebase(from, mine, valuesOf(newest));
    const own = rebaseOwn(from.own ?? {}, mine.own ?? {}, toInputs(fields, newest));
    return { values: { ...values, own: own.own }, notes: notesOf(newest, conflicts, own.conflicts) };
  };
  const draft = useArchiveDraft(customer.id);
  const [kept, setKept] = useState(() => draft.stored());
  const [start] = useState(() =>
    kept ? carry(kept.from, kept.mine, customer) : { values: heldOf(customer), notes: {} },
  );
  const [base, setBase] = useState(customer);
  const [taken, setTaken] = useState(kept !== null && kept.version !== customer.version);
  const [notes, setNotes] = useState<Notes>(start.notes);
  const initial = heldOf(base);
  const keep = () => draft.keep({ version: base.version, from: initial, mine: form.getFieldsValue(true) });
  const startAgain = () => {
    draft.clear();
    setKept(null);
    setTaken(false);
    setNotes({});
    const filled = Object.keys(form.getFieldsValue(true).own ?? {}).map((id) => [id, undefined]);
    form.setFieldsValue({ ...initial, own: { ...Object.fromEntries(filled), ...initial.own } });
  };
  const takeNewest = async (): Promise<boolean> => {
    try {
      const options = api.customers.get.queryOptions({ input: { id: customer.id }, staleTime: 0 });
      const newest = await queries.fetchQuery(options);
      const carried = carry(initial, form.getFieldsValue(true), newest);
      form.setFieldsValue(carried.values);
      setBase(newest);
      setTaken(true);
      setNotes(carried.notes);
      return true;
    } catch (error) {
      void message.error(errorText(error));
      return false;
    }
  };
  const restored = kept !== null;
  return {
    base,
    initial,
    start: start.values,
    notes,
    taken,
    takeNewest,
    restored,
    startAgain,
    keep,
    drop: draft.clear,
  };
}

/** Beside the archive: changes of it that were begun and not saved. */
export function UnsavedChanges({ id, onResume }: { id: string; onResume: () => void }) {
  const t = useT();
  const draft = useArchiveDraft(id);
  const [isThere, setThere] = useState(() => draft.stored() !== null);
  if (!isThere) return null;
  return (
    <p className={css.draft} role="status">
      {t('customers.archive.unsaved')}
      <Button size="small" type="primary" onClick={onResume}>
        {t('customers.archive.resume')}
      </Button>
      <Button
        size="small"
        onClick={() => {
          draft.clear();
          setThere(false);
        }}
      >
        {t('common.discard')}
      </Button>
    </p>
  );
}

/** Beside a field that both sides changed: what it is now. Own fields by their id. */
function useNotes() {
  const t = useT();
  const inWords = useFieldWords();
  const { fields } = useOwnFields();
  return (newest: Customer, conflicts: readonly ArchiveField[], own: readonly string[]) => {
    const builtIn = conflicts.map((field): [string, ReactNode] => [
      field,
      <span key={field} className={css.theirs}>
        {t('customers.archive.theirs', { value: inWords(newest, field) })}
      </span>,
    ]);
    const ours = fields
      .filter(({ id }) => own.includes(id))
      .map((field): [string, ReactNode] => [
        field.id,
        <span key={field.id} className={css.theirs}>
          {t('fields.form.theirs')} <OwnWord field={field} value={newest.own[field.id]} refs={newest.ownRefs} />
        </span>,
      ]);
    return Object.fromEntries([...builtIn, ...ours]);
  };
}

/** The value of one field as people read it. */
function useFieldWords(): (customer: Customer, field: ArchiveField) => string {
  const t = useT();
  const lists = useLists();
  return (customer, field) => {
    const none = t('customers.archive.noValue');
    if (field === 'parentId') return customer.parent?.name ?? none;
    if (field === 'addresses') return customer.addresses.map((address) => address.text).join('; ') || none;
    const value = customer[field];
    if (field.endsWith('Id')) return lists.nameOf(String(value)) ?? none;
    return value === null ? none : String(value);
  };
}
