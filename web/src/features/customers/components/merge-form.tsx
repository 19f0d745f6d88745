import { SwapOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { App, Button, Checkbox } from 'antd';
import { useState } from 'react';
import type { Customer } from '../../../../../contract/customers.ts';
import { api } from '../../../lib/client.ts';
import { useCommand } from '../../../lib/command.ts';
import { places } from '../../../lib/places.ts';
import { useT } from '../../../lib/texts.ts';
import { Card } from '../../../ui/card.tsx';
import { FormAlert } from '../../../ui/form-alert.tsx';
import { Loaded } from '../../../ui/loaded.tsx';
import css from './merge.module.css';
import type { Difference } from './merge-fields.tsx';
import { MergeFields, useDifferences } from './merge-fields.tsx';

/** A blank of the one that stays is filled by the other one unless it is chosen otherwise. */
const firstChoice = (differences: Difference[]) =>
  differences.filter(({ own, other }) => own === null && other !== null).map(({ field }) => field);

/** Two customers side by side: what is taken, what moves, who is one person. */
export function MergeForm({ own, other }: { own: Customer; other: Customer }) {
  const t = useT();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const differences = useDifferences(own, other);
  const [chosen, setTaken] = useState<string[] | null>(null);
  const [apart, setApart] = useState<string[]>([]);
  const taken = chosen ?? firstChoice(differences);
  const preview = useQuery(api.merges.preview.queryOptions({ input: { id: own.id, otherId: other.id } }));
  const merge = useCommand(api.merges.merge, {
    onSuccess: async () => {
      void message.success(t('merges.done'));
      await navigate(places.customer(own.id));
    },
    onError: () => undefined,
  });
  const samePeople = preview.data?.samePeople ?? [];
  const submit = () =>
    merge.mutate({
      id: own.id,
      version: own.version,
      otherId: other.id,
      otherVersion: other.version,
      take: taken,
      samePeople: samePeople
        .filter((pair) => !apart.includes(pair.other.id))
        .map((pair) => ({ ownId: pair.own.id, otherId: pair.other.id })),
    });
  return (
    <div className={css.stack}>
      <Card
        title={t('merges.fields')}
        extra={
          <Button
            icon={<SwapOutlined />}
            onClick={() => void navigate({ to: `/customers/${other.id}/merge`, search: { other: own.id } })}
          >
            {t('merges.swap')}
          </Button>
        }
      >
        <p>{t('merges.fieldsHint')}</p>
        <MergeFields own={own} other={other} differences={differences} taken={taken} onChange={setTaken} />
      </Card>
      <Card title={t('merges.moves')}>
        <Loaded query={preview}>
          {({ moved }) => (
            <ul className={css.moved}>
              {moved.map(({ kind, count }) => (
                <li key={kind}>
                  {t(`merges.kinds.${kind}`)} <strong>{count}</strong>
                </li>
              ))}
            </ul>
          )}
        </Loaded>
        {samePeople.length > 0 ? (
          <>
            <h3>{t('merges.people')}</h3>
            <p>{t('merges.peopleHint')}</p>
            <ul>
              {samePeople.map((pair) => (
                <li key={`${pair.own.id}.${pair.other.id}`}>
                  <Checkbox
                    checked={!apart.includes(pair.other.id)}
                    onChange={(event) =>
                      setApart(
                        event.target.checked ? apart.filter((id) => id !== pair.other.id) : [...apart, pair.other.id],
                      )
                    }
                  >
                    {[pair.own, pair.other]
                      .map(({ name, title }) => [name, title].filter(Boolean).join(' '))
                      .join(' = ')}
                  </Checkbox>
                </li>
              ))}
            </ul>
          </>
        ) : null}
        <FormAlert error={merge.error} onReload={() => merge.reset()} />
        <div className={css.foot}>
          <Button type="primary" loading={merge.isPending} disabled={!preview.data} onClick={submit}>
            {t('merges.confirm', { name: taken.includes('name') ? other.name : own.name })}
          </Button>
          <Button onClick={() => void navigate(places.customer(own.id))}>{t('common.cancel')}</Button>
        </div>
      </Card>
    </div>
  );
}
