import { useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Form, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useEffect, useState } from 'react';
import type { Customer } from '../../../../../contract/customers.ts';
import { api, apiError } from '../../../lib/client.ts';
import { useCommand } from '../../../lib/command.ts';
import { applyFieldErrors, hasFieldErrors, useErrorText, useFieldText } from '../../../lib/errors.ts';
import { useT } from '../../../lib/texts.ts';
import { Card } from '../../../ui/card.tsx';
import { FormAlert } from '../../../ui/form-alert.tsx';
import { SubmitKeys } from '../../../ui/submit-keys.tsx';
import { useLists } from '../../../widgets/lists/use-lists.ts';
import { ownChanges, rebaseOwn, settleInputs, toInputs } from '../../../widgets/own-fields/own-form.ts';
import { OwnInputs as OwnFormFields } from '../../../widgets/own-fields/own-inputs.tsx';
import { OwnWord } from '../../../widgets/own-fields/own-word.tsx';
import { useOwnFields } from '../../../widgets/own-fields/use-own-fields.ts';
import type { AnyField, ArchiveField, ArchiveValues } from '../archive-values.ts';
import { changesOf, rebase, valuesOf } from '../archive-values.ts';
import { MainFields, MoreFields } from './customer-fields.tsx';
import css from './forms.module.css';

type EditArchiveProps = { customer: Customer; focus: AnyField; onDone: () => void };

/** The whole archive as one form. When somebody else was faster, nothing that was typed is lost. */
export function EditArchive(props: EditArchiveProps) {
  const t = useT();
  const { loading } = useOwnFields();
  // Which fields there are has to be known before any of them is filled in.
  return <Card title={t('customers.archive.edit')}>{loading ? <Skeleton active /> : <EditForm {...props} />}</Card>;
}

function EditForm({ customer, focus, onDone }: EditArchiveProps) {
  const t = useT();
  const [form] = Form.useForm<ArchiveValues>();
  const { message } = App.useApp();
  const fieldText = useFieldText();
  const catalogue = useOwnFields();
  const { base, notes, taken, takeNewest } = useNewest(customer, form);
  useEffect(() => {
    // A list of addresses has no field of its own to focus before there is one.
    if (focus !== 'addresses') form.focusField(focus.split('.') as Parameters<typeof form.focusField>[0]);
  }, [form, focus]);
  const save = useCommand(api.customers.update, {
    onSuccess: onDone,
    onError: (error) => void applyFieldErrors(form, error, fieldText),
  });
  const initial = { ...valuesOf(base), own: toInputs(catalogue.fields, base) };
  const before = settleInputs(catalogue.definitions, initial.own, initial);
  const send = (acceptSimilar: boolean) => {
    const values = form.getFieldsValue(true);
    const { visible } = settleInputs(catalogue.definitions, values.own ?? {}, values);
    const own = ownChanges(catalogue.definitions, visible, initial.own, values.own ?? {});
    const changes = { ...changesOf(initial, values), ...(Object.keys(own).length > 0 ? { own } : {}) };
    if (Object.keys(changes).length === 0) {
      void message.info(t('customers.archive.nothingChanged'));
      onDone();
    } else save.mutate({ id: base.id, version: base.version, ...changes, ...(acceptSimilar && { acceptSimilar }) });
  };
  const reload = async () => {
    if (await takeNewest()) save.reset();
  };
  return (
    <SubmitKeys onSubmit={form.submit}>
      <Form form={form} className={css.form} layout="vertical" initialValues={initial} onFinish={() => send(false)}>
        <MainFields notes={notes} />
        <OwnFormFields
          catalogue={catalogue}
          notes={notes}
          except={customer.id}
          mayStayEmpty={({ id }) => before.visible.has(id) && before.own[id] === undefined}
        />
        <MoreFields notes={notes} except={customer.id} />
        <div className={css.bar}>
          {taken ? (
            <Alert className={css.taken} type="info" showIcon title={t('customers.archive.taken')} role="status" />
          ) : null}
          <SharedPhone error={save.error} onAccept={() => send(true)} />
          {hasFieldErrors(save.error) ? null : <FormAlert error={save.error} onReload={() => void reload()} />}
          <div className={css.foot}>
            <Button type="primary" htmlType="submit" loading={save.isPending}>
              {t('common.save')}
            </Button>
            <Button onClick={onDone}>{t('common.cancel')}</Button>
            <span className={css.keys}>{t('customers.form.keys')}</span>
          </div>
        </div>
      </Form>
    </SubmitKeys>
  );
}

/** Another customer has the telephone as well: a switchboard may be shared, so a word is enough. */
function SharedPhone({ error, onAccept }: { error: Error | null; onAccept: () => void }) {
  const t = useT();
  const known = apiError(error);
  if (known?.code !== 'customers.duplicate' || known.data.params.reason !== 'phone') return null;
  return (
    <Alert
      className={css.taken}
      type="warning"
      showIcon
      role="alert"
      title={t('customers.duplicates.phoneShared', { owner: String(known.data.params.owner) })}
      action={
        <Button size="small" onClick={onAccept}>
          {t('customers.duplicates.saveAnyway')}
        </Button>
      }
    />
  );
}

/** The version that the form is measured against, and the way to a newer one that keeps what was typed. */
function useNewest(customer: Customer, form: ReturnType<typeof Form.useForm<ArchiveValues>>[0]) {
  const queries = useQueryClient();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const { fields } = useOwnFields();
  const notesOf = useNotes();
  const [base, setBase] = useState(customer);
  const [taken, setTaken] = useState(false);
  const [notes, setNotes] = useState<Partial<Record<string, ReactNode>>>({});
  const takeNewest = async (): Promise<boolean> => {
    try {
      const options = api.customers.get.queryOptions({ input: { id: customer.id }, staleTime: 0 });
      const newest = await queries.fetchQuery(options);
      const mine = form.getFieldsValue(true);
      const { values, conflicts } = rebase(valuesOf(base), mine, valuesOf(newest));
      const own = rebaseOwn(toInputs(fields, base), mine.own ?? {}, toInputs(fields, newest));
      form.setFieldsValue({ ...values, own: own.own });
      setBase(newest);
      setTaken(true);
      setNotes(notesOf(newest, conflicts, own.conflicts));
      return true;
    } catch (error) {
      void message.error(errorText(error));
      return false;
    }
  };
  return { base, notes, taken, takeNewest };
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
