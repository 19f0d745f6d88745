import { Alert, App, Button, Form, Skeleton } from 'antd';
import { useEffect } from 'react';
import type { Customer } from '../../../../../contract/customers.ts';
import { api, apiError } from '../../../lib/client.ts';
import { useCommand } from '../../../lib/command.ts';
import { applyFieldErrors, hasFieldErrors, useFieldText } from '../../../lib/errors.ts';
import { useT } from '../../../lib/texts.ts';
import { Card } from '../../../ui/card.tsx';
import { FormAlert } from '../../../ui/form-alert.tsx';
import { SubmitKeys } from '../../../ui/submit-keys.tsx';
import { useAskDiscard } from '../../../ui/unsaved.ts';
import { ownChanges, settleInputs } from '../../../widgets/own-fields/own-form.ts';
import { OwnInputs as OwnFormFields } from '../../../widgets/own-fields/own-inputs.tsx';
import { useOwnFields } from '../../../widgets/own-fields/use-own-fields.ts';
import type { AnyField, ArchiveValues } from '../archive-values.ts';
import { changesOf } from '../archive-values.ts';
import { useBase } from './archive-draft.tsx';
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
  const askDiscard = useAskDiscard();
  const held = useBase(customer, form);
  const { base, initial, notes } = held;
  useEffect(() => {
    // A list of addresses has no field of its own to focus before there is one.
    if (focus !== 'addresses') form.focusField(focus.split('.') as Parameters<typeof form.focusField>[0]);
  }, [form, focus]);
  const done = () => {
    held.drop();
    onDone();
  };
  const save = useCommand(api.customers.update, {
    onSuccess: done,
    onError: (error) => void applyFieldErrors(form, error, fieldText),
  });
  const before = settleInputs(catalogue.definitions, initial.own ?? {}, initial);
  const changes = () => {
    const values = form.getFieldsValue(true);
    const { visible } = settleInputs(catalogue.definitions, values.own ?? {}, values);
    const own = ownChanges(catalogue.definitions, visible, initial.own ?? {}, values.own ?? {});
    return { ...changesOf(initial, values), ...(Object.keys(own).length > 0 ? { own } : {}) };
  };
  const isChanged = () => Object.keys(changes()).length > 0;
  const send = (acceptSimilar: boolean) => {
    if (!isChanged()) {
      void message.info(t('customers.archive.nothingChanged'));
      done();
    } else save.mutate({ id: base.id, version: base.version, ...changes(), ...(acceptSimilar && { acceptSimilar }) });
  };
  const cancel = async () => {
    if (!isChanged() || (await askDiscard())) done();
  };
  const reload = async () => {
    if (await held.takeNewest()) save.reset();
  };
  return (
    <SubmitKeys onSubmit={form.submit}>
      {held.restored ? <Restored onDiscard={held.startAgain} /> : null}
      <Form
        form={form}
        className={css.form}
        layout="vertical"
        initialValues={held.start}
        onValuesChange={() => (isChanged() ? held.keep() : held.drop())}
        onFinish={() => send(false)}
      >
        <MainFields notes={notes} />
        <OwnFormFields
          catalogue={catalogue}
          notes={notes}
          except={customer.id}
          mayStayEmpty={({ id }) => before.visible.has(id) && before.own[id] === undefined}
        />
        <MoreFields notes={notes} except={customer.id} />
        <div className={css.bar}>
          {held.taken ? (
            <Alert className={css.taken} type="info" showIcon title={t('customers.archive.taken')} role="status" />
          ) : null}
          <SharedPhone error={save.error} onAccept={() => send(true)} />
          {hasFieldErrors(save.error) ? null : <FormAlert error={save.error} onReload={() => void reload()} />}
          <div className={css.foot}>
            <Button type="primary" htmlType="submit" loading={save.isPending}>
              {t('common.save')}
            </Button>
            <Button onClick={() => void cancel()}>{t('common.cancel')}</Button>
            <span className={css.keys}>{t('customers.form.keys')}</span>
          </div>
        </div>
      </Form>
    </SubmitKeys>
  );
}

function Restored({ onDiscard }: { onDiscard: () => void }) {
  const t = useT();
  return (
    <p className={css.draft} role="status">
      {t('customers.form.draftKept')}
      <Button size="small" onClick={onDiscard}>
        {t('common.discard')}
      </Button>
    </p>
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
