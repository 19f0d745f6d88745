import { MergeCellsOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Alert, App, Button } from 'antd';
import { useState } from 'react';
import type { Customer } from '../../../../../contract/customers.ts';
import type { Outputs } from '../../../lib/client.ts';
import { api } from '../../../lib/client.ts';
import { useCommand } from '../../../lib/command.ts';
import { places } from '../../../lib/places.ts';
import { useT } from '../../../lib/texts.ts';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import css from './merge.module.css';

type Merge = Outputs['merges']['list']['items'][number];

/** Customers that were made part of this one, as long as that can be undone. */
export function MergeNotice({ customer }: { customer: Customer }) {
  const query = useQuery(
    api.merges.list.queryOptions({ input: { id: customer.id }, enabled: customer.can.merge, staleTime: 60_000 }),
  );
  const [left, setLeft] = useState<string | null>(null);
  const undoable = customer.can.merge ? (query.data?.items ?? []).filter((one) => one.undoableUntil !== null) : [];
  return (
    <>
      {left ? <Alert className={css.notice} type="info" showIcon title={left} closable /> : null}
      {undoable.map((merge) => (
        <Undoable key={merge.id} merge={merge} onStayed={setLeft} />
      ))}
    </>
  );
}

function Undoable({ merge, onStayed }: { merge: Merge; onStayed: (text: string) => void }) {
  const t = useT();
  const { message, modal } = App.useApp();
  const navigate = useNavigate();
  const name = merge.name ?? '';
  const undo = useCommand(api.merges.undo, {
    onSuccess: async ({ id, stayed }) => {
      void message.success(t('merges.undone', { name }));
      if (stayed.length === 0) return navigate(places.customer(id));
      onStayed(t('merges.stayed', { what: stayed.map(({ what, count }) => `${what} ${count}`).join(', ') }));
    },
  });
  const ask = () =>
    modal.confirm({
      title: t('merges.undo'),
      content: t('merges.undoHint', { name }),
      okText: t('merges.undo'),
      cancelText: t('common.cancel'),
      onOk: () => undo.mutate({ id: merge.id }),
    });
  return (
    <Alert
      className={css.notice}
      type="info"
      showIcon
      icon={<MergeCellsOutlined aria-hidden />}
      title={
        <>
          {t('merges.merged', { name })} <RelativeTime at={merge.at} />
        </>
      }
      action={
        <Button size="small" loading={undo.isPending} onClick={ask}>
          {t('merges.undo')}
        </Button>
      }
    />
  );
}
