import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Input, Radio } from 'antd';
import { useState } from 'react';
import type { Contact } from '../../../../../contract/customers.ts';
import type { Matrix, Relationship } from '../../../../../contract/relationships.ts';
import { api, nextPage } from '../../../lib/client.ts';
import { useCommand } from '../../../lib/command.ts';
import { useT } from '../../../lib/texts.ts';
import { FormAlert } from '../../../ui/form-alert.tsx';
import { FormModal } from '../../../ui/form-modal.tsx';
import { Grouped, Labelled } from '../../../ui/labelled.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { useChanged } from '../../../ui/unsaved.ts';
import { Explained } from './relationship-matrix.tsx';
import css from './relationships.module.css';

/** A field of the matrix. */
export type Place = { contact: Contact; member: Matrix['people'][number]; edge: Relationship | null };

const strengths = [0, 1, 2, 3, 4, 5] as const;

type EditProps = { place: Place; decayDays: number; onClose: () => void };

/** Sets how well one of us knows a contact, and shows how it came to be. */
export function EditRelationship({ place, decayDays, onClose }: EditProps) {
  const t = useT();
  const { contact, member, edge } = place;
  const [strength, setStrength] = useState<number | null>(edge?.strength ?? null);
  const [note, setNote] = useState(edge?.note ?? '');
  const changed = useChanged([strength, note]);
  const set = useCommand(api.relationships.set, { onSuccess: onClose, onError: () => undefined });
  const submit = () => {
    if (strength === null) return;
    set.mutate({
      contactId: contact.id,
      personId: member.person.id,
      version: edge?.version ?? 0,
      strength,
      note: note.trim() || null,
    });
  };
  const levels = strengths.map((value) => ({ value, label: t(`relationships.matrix.levels.s${value}`) }));
  return (
    <FormModal
      title={`${member.person.name} – ${contact.name}`}
      dirty={changed}
      onClose={onClose}
      onOk={submit}
      okText={t('relationships.matrix.set')}
      okButtonProps={{ disabled: strength === null, hidden: !member.mayBeSet }}
      confirmLoading={set.isPending}
    >
      {edge ? (
        <div className={css.section}>
          <Explained edge={edge} decayDays={decayDays} />
        </div>
      ) : null}
      {member.mayBeSet ? (
        <div className={css.form}>
          <Grouped label={t('relationships.matrix.strength')}>
            <Radio.Group
              className={css.tags}
              value={strength}
              options={levels}
              onChange={(event) => setStrength(event.target.value)}
            />
          </Grouped>
          <Labelled label={t('relationships.matrix.note')}>
            {(ids) => (
              <Input.TextArea
                {...ids}
                autoSize={{ minRows: 2, maxRows: 6 }}
                maxLength={500}
                value={note}
                onChange={(event) => setNote(event.target.value)}
              />
            )}
          </Labelled>
        </div>
      ) : (
        <p className={css.hint}>{t('relationships.matrix.readOnly')}</p>
      )}
      <FormAlert error={set.error} onReload={onClose} />
      {edge ? <History contactId={contact.id} personId={member.person.id} /> : null}
    </FormModal>
  );
}

function History({ contactId, personId }: { contactId: string; personId: string }) {
  const t = useT();
  const query = useInfiniteQuery(
    api.relationships.history.infiniteOptions({
      input: (cursor: string | undefined) => ({ contactId, personId, cursor, limit: 10 }),
      ...nextPage,
    }),
  );
  return (
    <section className={css.section}>
      <div className={css.head}>
        <h3>{t('relationships.matrix.history')}</h3>
      </div>
      <Loaded query={query}>
        {({ pages }) => {
          const changes = pages.flatMap((page) => page.items);
          if (changes.length === 0) return <p className={css.hint}>{t('relationships.matrix.historyNone')}</p>;
          return (
            <ul>
              {changes.map((change) => (
                <li key={change.id} className={css.tags}>
                  <strong>
                    {t('relationships.matrix.changed', {
                      from: change.from ?? t('relationships.matrix.none'),
                      to: change.to,
                    })}
                  </strong>
                  <span>{change.actor?.name}</span>
                  <span className={css.hint}>
                    <RelativeTime at={change.at} />
                  </span>
                  {change.note ? <span>{change.note}</span> : null}
                </li>
              ))}
            </ul>
          );
        }}
      </Loaded>
      {query.hasNextPage ? (
        <Button type="link" size="small" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('relationships.introductions.more')}
        </Button>
      ) : null}
    </section>
  );
}
