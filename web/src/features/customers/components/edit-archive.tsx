import { useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Form } from 'antd';
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
import type { ArchiveField, ArchiveValues } from '../archive-values.ts';
import { changesOf, rebase, valuesOf } from '../archive-values.ts';
import { MainFields, MoreFields } from './customer-fields.tsx';
import css from './forms.module.css';

type EditArchiveProps = { customer: Customer; focus: ArchiveField; onDone: () => void };

/** The whole archive as one form. When somebody else was faster, nothing that was typed is lost. */
export function EditArchive({ customer, focus, onDone }: EditArchiveProps) {
  const t = useT();
  const [form] = Form.useForm<ArchiveValues>();
  const { message } = App.useApp();
  const fieldText = useFieldText();
  const { base, notes, taken, takeNewest } = useNewest(customer, form);
  useEffect(() => {
    // A list of addresses has no field of its own to focus before there is one.
    if (focus !== 'addresses') form.focusField(focus);
  }, [form, focus]);
  const save = useCommand(api.customers.update, {
    onSuccess: onDone,
    onError: (error) => void applyFieldErrors(form, error, fieldText),
  });
  const send = (acceptSimilar: boolean) => {
    const changes = changesOf(valuesOf(base), form.getFieldsValue(true));
    if (Object.keys(changes).length === 0) {
      void message.info(t('customers.archive.nothingChanged'));
      onDone();
    } else save.mutate({ id: base.id, version: base.version, ...changes, ...(acceptSimilar && { acceptSimilar }) });
  };
  const reload = async () => {
    if (await takeNewest()) save.reset();
  };
  return (
    <Card title={t('customers.archive.edit')}>
      <SubmitKeys onSubmit={form.submit}>
        <Form
          form={form}
          className={css.form}
          layout="vertical"
          initialValues={valuesOf(customer)}
          onFinish={() => send(false)}
        >
          <MainFields notes={notes} />
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
    </Card>
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
  const t = useT();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const inWords = useFieldWords();
  const [base, setBase] = useState(customer);
  const [taken, setTaken] = useState(false);
  const [notes, setNotes] = useState<Partial<Record<ArchiveField, ReactNode>>>({});
  const takeNewest = async (): Promise<boolean> => {
    try {
      const options = api.customers.get.queryOptions({ input: { id: customer.id }, staleTime: 0 });
      const newest = await queries.fetchQuery(options);
      const { values, conflicts } = rebase(valuesOf(base), form.getFieldsValue(true), valuesOf(newest));
      form.setFieldsValue(values);
      setBase(newest);
      setTaken(true);
      setNotes(
        Object.fromEntries(
          conflicts.map((field) => [
            field,
            <span key={field} className={css.theirs}>
              {t('customers.archive.theirs', { value: inWords(newest, field) })}
            </span>,
          ]),
        ),
      );
      return true;
    } catch (error) {
      void message.error(errorText(error));
      return false;
    }
  };
  return { base, notes, taken, takeNewest };
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
