import { Button, Input } from 'antd';
import { useState } from 'react';
import type { ContactDetail } from '../../../../../contract/contacts.ts';
import { api } from '../../../lib/client.ts';
import { useCommand } from '../../../lib/command.ts';
import { useMe } from '../../../lib/me.ts';
import { useT } from '../../../lib/texts.ts';
import { FormAlert } from '../../../ui/form-alert.tsx';
import { Labelled } from '../../../ui/labelled.tsx';
import { SubmitKeys } from '../../../ui/submit-keys.tsx';
import css from './relationships.module.css';

/** What one keeps for oneself about a contact, and what those below keep. */
export function Remark({ detail }: { detail: ContactDetail }) {
  const t = useT();
  const me = useMe();
  const { contact, remarks, remarkVersion } = detail;
  const own = remarks.find((remark) => remark.author.id === me.id)?.text ?? '';
  const [typed, setTyped] = useState<string | null>(null);
  const save = useCommand(api.contacts.remark, { onSuccess: () => setTyped(null), onError: () => undefined });
  const submit = () => {
    if (typed !== null && !save.isPending) save.mutate({ id: contact.id, version: remarkVersion, text: typed.trim() });
  };
  return (
    <section className={css.section}>
      <SubmitKeys onSubmit={submit}>
        <Labelled label={t('relationships.contact.remarks')} extra={t('relationships.contact.remarkHint')}>
          {(ids) => (
            <Input.TextArea
              {...ids}
              autoSize={{ minRows: 2, maxRows: 8 }}
              maxLength={2000}
              value={typed ?? own}
              onChange={(event) => setTyped(event.target.value)}
            />
          )}
        </Labelled>
        <FormAlert error={save.error} />
        {typed !== null && typed.trim() !== own ? (
          <div className={css.foot}>
            <Button type="primary" size="small" loading={save.isPending} onClick={submit}>
              {t('common.save')}
            </Button>
            <Button size="small" onClick={() => setTyped(null)}>
              {t('common.cancel')}
            </Button>
          </div>
        ) : null}
      </SubmitKeys>
      <dl className={css.facts}>
        {remarks
          .filter((remark) => remark.author.id !== me.id)
          .map((remark) => (
            <div key={remark.author.id} style={{ display: 'contents' }}>
              <dt>{t('relationships.contact.remarkOf', { person: remark.author.name })}</dt>
              <dd>{remark.text}</dd>
            </div>
          ))}
      </dl>
    </section>
  );
}
